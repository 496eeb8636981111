public import SwiftProtobufPluginLibrary

/// The protos of a request as a graph of descriptors, held against the rules.
public struct Schema {
  /// What the user asks for.
  public let options: GeneratorOptions

  /// Every file of the request, each after those that it imports.
  public let files: [FileDescriptor]

  /// The files to generate from.
  public let chosen: [FileDescriptor]

  /// What each file says to the daemon.
  public let published: PublishedFiles

  /// Where the declarations stand, and the comments on them.
  public let sources: SourceInfos

  /// Links the descriptors. `training.proto` is not generated from unless the options say so.
  init(_ request: CheckedRequest) {
    let set = DescriptorSet(protos: request.protos)
    let requested = request.chosen.compactMap { set.fileDescriptor(named: $0) }
    self.options = request.options
    self.sources = request.sources
    self.files = set.files
    self.chosen = requested.filter { request.options.shippedProtos || !$0.isTrainingContract }
    self.published = PublishedFiles(set.files)
  }

  /// Links the descriptors and holds them against every rule.
  public static func link(_ request: CheckedRequest) -> Outcome<Schema> {
    let schema = Schema(request)
    return Outcome(schema, Rules.check(schema))
  }
}
