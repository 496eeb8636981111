public import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A request whose options were parsed and whose descriptors can be linked.
public struct CheckedRequest {
  /// The user's options.
  public let options: GeneratorOptions

  /// The descriptors of all files. Each file comes after the files that it imports.
  public let protos: [Google_Protobuf_FileDescriptorProto]

  /// The source positions of declarations, and their comments.
  let sources: SourceInfos

  /// The texts of files, as far as they are known.
  let texts: SourceTexts

  /// The modules that have the Swift of protos, by the names of the protos.
  let modules: [String: String]

  /// The names of the files to generate from.
  public let chosen: [String]

  /// Parses the options and checks every descriptor.
  ///
  /// - Returns: the request with all diagnostics. The value is `nil` if descriptors can't be
  ///   linked.
  public static func check(_ request: GeneratorRequest) -> Outcome<CheckedRequest> {
    let (sources, texts, modules) = (request.sources, request.texts, request.modules)
    let request = request.proto
    let (options, faults) = GeneratorOptions.parse(request.parameter)
    let broken = Editions.check(request.protoFile) + RequestCheck.check(request)
    let checked = CheckedRequest(
      options: options, protos: request.protoFile, sources: sources, texts: texts,
      modules: modules, chosen: request.fileToGenerate)
    return Outcome(broken.isEmpty ? checked : nil, faults + broken)
  }
}
