public import SwiftProtobufPluginLibrary

/// The protos of a request as a graph of descriptors.
public struct Schema {
  /// The user's options.
  public let options: GeneratorOptions

  /// Every file of the request. Each file comes after the files that it imports.
  public let files: [FileDescriptor]

  /// The files to generate from.
  public let chosen: [FileDescriptor]

  /// The declarations in each file that the daemon uses.
  public let published: PublishedFiles

  /// The source positions of declarations, and their comments.
  public let sources: SourceInfos

  /// The modules that have the Swift of protos, by the names of the protos, beside those of the
  /// user's mappings.
  public let modules: [String: String]

  /// The texts of files; without any of them, if protoc started the generator.
  public let texts: SourceTexts

  /// Links the descriptors. No code is generated for `training.proto` itself, unless the options
  /// ask for it.
  init(_ request: CheckedRequest) {
    let set = DescriptorSet(protos: request.protos)
    let requested = request.chosen.compactMap { set.fileDescriptor(named: $0) }
    self.options = request.options
    self.sources = request.sources
    self.texts = request.texts
    self.modules = request.modules
    self.files = set.files
    self.chosen = requested.filter { request.options.shippedProtos || !$0.isTrainingContract }
    self.published = PublishedFiles(set.files)
  }

  /// Links the descriptors and checks them against every rule.
  public static func link(_ request: CheckedRequest) -> Outcome<Schema> {
    let schema = Schema(request)
    return Outcome(schema, Rules.check(schema))
  }
}
