public import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingManifest
public import TrainingSchema

/// From a request of `protoc` to the files that answer it.
///
/// `GeneratorRequest` → `CheckedRequest` → `Schema` → plan → files: each stage takes what the one before
/// it made, and adds what it finds wrong. An error in any stage leaves the request without files.
public struct Generator {
  /// Everything that was found wrong, errors and warnings.
  public let diagnostics: [Diagnostic]

  /// The files, none of them if there is any error.
  public let files: [GeneratedFile]

  /// Runs the generator, and keeps what it writes.
  ///
  /// - Parameter request: decoded with ``extensions``, or the training options are not seen.
  public init(_ request: Google_Protobuf_Compiler_CodeGeneratorRequest) {
    var files: [GeneratedFile] = []
    self.diagnostics = Self.run(GeneratorRequest(request)) { files.append($0) }
    self.files = diagnostics.contains { $0.severity == .error } ? [] : files
  }

  /// Runs the generator.
  ///
  /// - Parameters:
  ///   - request: what to generate.
  ///   - names: the protos whose files are written; all of those that were asked for, if it's `nil`.
  ///     All are checked.
  ///   - output: takes each file as soon as it is written. If there is an error in the end, the files
  ///     are not to be used.
  /// - Returns: everything that was found wrong, errors and warnings.
  /// - Throws: what `output` throws.
  public static func run<Failure>(
    _ request: GeneratorRequest, writing names: Set<String>? = nil,
    to output: (GeneratedFile) throws(Failure) -> Void
  ) throws(Failure) -> [Diagnostic] {
    try CheckedRequest.check(request)
      .then(Schema.link)
      .stoppedByErrors()
      .then { GenerationPlan.make($0, of: names) }
      .then { plan throws(Failure) in Outcome((), try plan.write(to: output)) }
      .diagnostics
  }

  /// The extensions to decode a request with.
  public static var extensions: any ExtensionMap {
    TrainingOptions.extensions.union([JSONName.option])
  }
}
