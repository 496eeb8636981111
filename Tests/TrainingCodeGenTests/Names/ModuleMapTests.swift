import Foundation
import TestSupport
import Testing
import TrainingSchema

@testable import TrainingCodeGen

/// What is said about mappings that can't be used.
@Suite struct ModuleMapTests {
  /// The content of the user's file, and the reason in the message.
  @Test(arguments: [
    ("mapping { module_name: \"A\"", "isn't a list of mappings in protobuf's text format"),
    ("colour: 3", "isn't a list of mappings in protobuf's text format"),
    ("mapping { proto_file_path: \"a.proto\" }", "entry 1 has no module_name"),
    ("mapping { module_name: \"A\" }", "entry 1 has no proto_file_path"),
    (
      """
      mapping { module_name: "A" proto_file_path: "a.proto" }
      mapping { module_name: "B" proto_file_path: "a.proto" }
      """, "a.proto is in two modules, A and B"
    ),
  ])
  func faultsAreSaidInWords(_ text: String, _ reason: String) async throws {
    try await withTemporaryDirectory { folder in
      let file = folder.appendingPathComponent("mappings.textproto")
      try Data(text.utf8).write(to: file)
      let message = try #require(Self.fault(of: file))
      #expect(message.contains(reason), "\(message)")
    }
  }

  @Test func aMissingFileIsNamed() async throws {
    try await withTemporaryDirectory { folder in
      let file = folder.appendingPathComponent("mappings.textproto")
      let message = try #require(Self.fault(of: file))
      #expect(message.contains("\(file.path) can't be read: "), "\(message)")
      #expect(!message.contains("Domain="), "\(message)")
    }
  }

  private static func fault(of file: URL) -> String? {
    let (options, _) = GeneratorOptions.parse("ProtoPathModuleMappings=\(file.path)")
    do throws(Diagnostic) {
      _ = try ModuleMap(options: options, files: [])
      return nil
    } catch {
      return error.message
    }
  }
}
