import Foundation
import TestSupport
import Testing

/// Random protos in which many declarations on all levels have the same names, compared with Python
/// by way of JSON and binary messages.
@Suite(.enabled(if: TestPython.path != nil)) struct ShadowingTests {
  /// A few protos, or many in the long tests.
  static let seeds: Range<Int> =
    ProcessInfo.processInfo.environment["TRAINING_LONG"] == nil ? 1..<4 : 1..<31

  @Test(arguments: seeds) func everyNameMeansWhatTheProtoSays(_ seed: Int) async throws {
    try await withTemporaryDirectory { folder in
      let protos = folder.appendingPathComponent("protos")
      try FileManager.default.createDirectory(at: protos, withIntermediateDirectories: true)
      try await Self.python("make", seed, protos)
      let names = try FileManager.default.contentsOfDirectory(atPath: protos.path).sorted()
      let module = try await GeneratedModule(
        "Shadows", from: names, in: protos, "Warnings=none", directory: folder)
      try Data(Self.program(with: try module.messages).utf8).write(
        to: module.folder.appendingPathComponent("main.swift"))
      let program = folder.appendingPathComponent("program").path
      try await module.compile(["-o", program] + GeneratedModule.libraries)
      try await Self.python("check", seed, protos, program)
    }
  }

  private static func python(
    _ verb: String, _ seed: Int, _ folder: URL, _ arguments: String...
  ) async throws {
    let script = Repository.file("Tests/PluginTests/Python/shadowing.py").path
    let outcome = try await Command(
      try #require(TestPython.path), [script, verb, "\(seed)", folder.path] + arguments
    ).run()
    try #require(outcome.status == 0, "\(verb) \(seed): \(outcome.errors)")
  }

  /// Reads lines with the name of a message and its bytes, and writes bytes and JSON.
  private static func program(with messages: [String]) -> String {
    """
    import Foundation
    import SwiftProtobuf

    func answer(_ types: [any SwiftProtobuf.Message.Type]) throws {
      let byName = Swift.Dictionary(uniqueKeysWithValues: types.map { ($0.protoMessageName, $0) })
      while let line = readLine() {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        let bytes = Foundation.Data(base64Encoded: Swift.String(parts[1]))!
        let message = try byName[Swift.String(parts[0])]!.init(serializedBytes: bytes)
        let data: Foundation.Data = try message.serializedBytes()
        print(data.base64EncodedString(), try message.jsonString())
      }
    }

    try answer([
      \(messages.map { "\($0).self" }.joined(separator: ",\n  "))
    ])
    """
  }
}
