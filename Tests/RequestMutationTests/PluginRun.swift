import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TestSupport

/// Runs the plugin with one request.
enum PluginRun {
  /// Runs the plugin.
  ///
  /// - Returns: a description of the fault; `nil` if the plugin answered, or refused bytes that
  ///   aren't a request.
  static func fault(with request: [UInt8]) async throws -> String? {
    let outcome = try await Command(
      "timeout", ["20", BuiltProduct.path("protoc-gen-swift-training")],
      environment: ["SWIFT_BACKTRACE": "enable=no"]
    ).run(input: Data(request))
    switch outcome.status {
    case 0: return answerFault(outcome.output)
    case 64 where refusals.contains(where: outcome.errors.contains): return nil
    case 124: return "it did not end"
    default: return "it ended with \(outcome.status): \(outcome.errors.suffix(300))"
    }
  }

  /// The message for input that can't be decoded.
  private static let refusals = ["isn't a request of protoc"]

  /// Checks that an answer contains files, or an error with at least one line.
  private static func answerFault(_ output: Data) -> String? {
    guard
      let answer = try? Google_Protobuf_Compiler_CodeGeneratorResponse(serializedBytes: output)
    else { return "its answer isn't a response" }
    if answer.hasError && answer.error.isEmpty { return "its error says nothing" }
    return answer.hasError && !answer.file.isEmpty ? "it answered files and an error" : nil
  }
}
