public import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A request that can be linked: its options are read, and its descriptors hold together.
public struct CheckedRequest {
  /// What the user asks for.
  public let options: GeneratorOptions

  /// The descriptors of all files, each after those that it imports.
  public let protos: [Google_Protobuf_FileDescriptorProto]

  /// Where the declarations stand, and the comments on them.
  let sources: SourceInfos

  /// The names of the files to generate from.
  public let chosen: [String]

  /// Reads the options and looks at every descriptor.
  ///
  /// - Returns: the request with all its faults; there is none if descriptors cannot be linked.
  public static func check(_ request: GeneratorRequest) -> Outcome<CheckedRequest> {
    let (sources, request) = (request.sources, request.proto)
    let (options, faults) = GeneratorOptions.parse(request.parameter)
    let broken = Editions.check(request.protoFile) + RequestCheck.check(request)
    let checked = CheckedRequest(
      options: options, protos: request.protoFile, sources: sources, chosen: request.fileToGenerate)
    return Outcome(broken.isEmpty ? checked : nil, faults + broken)
  }
}
