import SwiftProtobuf
public import SwiftProtobufPluginLibrary
public import TrainingSchema

extension Generator {
  /// What an answer to `protoc` begins with: what the generator can do.
  public static var capabilities: Google_Protobuf_Compiler_CodeGeneratorResponse {
    let features: [Google_Protobuf_Compiler_CodeGeneratorResponse.Feature] = [
      .proto3Optional, .supportsEditions,
    ]
    return .with {
      $0.supportedFeatures = features.reduce(0) { $0 | UInt64($1.rawValue) }
      $0.minimumEdition = Int32(Editions.supported.lowerBound.rawValue)
      $0.maximumEdition = Int32(Editions.supported.upperBound.rawValue)
    }
  }
}

extension GeneratedFile {
  /// The part of the answer that is this file.
  public var response: Google_Protobuf_Compiler_CodeGeneratorResponse {
    .with {
      $0.file = [
        Google_Protobuf_Compiler_CodeGeneratorResponse.File(name: name, content: content)
      ]
    }
  }
}

extension [Diagnostic] {
  /// The part of the answer that refuses the request: all errors together; `nil` if there are none.
  public var refusal: Google_Protobuf_Compiler_CodeGeneratorResponse? {
    let errors = filter { $0.severity == .error }
    guard !errors.isEmpty else { return nil }
    return .with { $0.error = errors.map(\.description).joined(separator: "\n") }
  }

  /// The warnings, one a line; `protoc` has no field for them, so they go to standard error.
  public var warnings: String {
    filter { $0.severity == .warning }.map { "\($0)\n" }.joined()
  }
}
