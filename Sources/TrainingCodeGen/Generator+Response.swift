import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingSchema

extension Generator {
  /// The answer for `protoc`: all errors together, or the files.
  public var response: Google_Protobuf_Compiler_CodeGeneratorResponse {
    var response = Google_Protobuf_Compiler_CodeGeneratorResponse()
    let features: [Google_Protobuf_Compiler_CodeGeneratorResponse.Feature] = [
      .proto3Optional, .supportsEditions,
    ]
    response.supportedFeatures = features.reduce(0) { $0 | UInt64($1.rawValue) }
    response.minimumEdition = Int32(Editions.supported.lowerBound.rawValue)
    response.maximumEdition = Int32(Editions.supported.upperBound.rawValue)
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.isEmpty {
      response.file = files.map { file in
        Google_Protobuf_Compiler_CodeGeneratorResponse.File(name: file.name, content: file.content)
      }
    } else {
      response.error = errors.map(\.description).joined(separator: "\n")
    }
    return response
  }

  /// The warnings, one a line; `protoc` has no field for them, so they go to standard error.
  public var warnings: String {
    diagnostics.filter { $0.severity == .warning }.map { "\($0)\n" }.joined()
  }
}
