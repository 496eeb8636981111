import Foundation
import TestSupport
import Testing

/// What people see who make the usual mistakes.
@Suite struct NewcomerTests {
  private static let proto = """
    syntax = "proto3";
    import "training.proto";
    message Clip {
      training.ModelID model_id = 1;
    }
    service Speech {
      rpc Hear(Clip) returns (Clip) {
        option (training.dataset_type) = "zip";
      }
    }

    """

  @Test(arguments: [
    ("import \"training.proto\";", "", ["Add import \"training.proto\"."]),
    (
      "training.proto", "trainig.proto",
      ["2:1: error: Import \"trainig.proto\" was not found", "Did you mean \"training.proto\"?"]
    ),
    (
      "training.dataset_type", "training.dataset_typ",
      ["8:12: error: ", "Did you mean \"(training.dataset_type)\"?"]
    ),
    ("import \"training.proto\"", "", ["Add import \"training.proto\"."]),
    (
      "training.ModelID", "Timestamp",
      [
        "write its full name and add import \"google/protobuf/timestamp.proto\""
      ]
    ),
    ("model_id = 1;", "model_id = 1", ["5:1: error: Expected \";\"", "4:32: note: "]),
    ("syntax = \"proto3\";", "", ["A file without a \"syntax\" statement is one of proto2"]),
    ("\"zip\"", "zip", ["8:38: error: ", "put the value in quotes"]),
    ("syntax = \"proto3\"", "edition = \"2025\"", ["1:11: error: ", "write \"2023\" or \"2024\""]),
  ])
  func messagesSayWhatToDo(_ part: String, _ mistake: String, _ expected: [String]) async throws {
    let text = Self.proto.replacing(part, with: mistake, maxReplacements: 1)
    for ending in ["\n", "\r\n"] {
      let outcome = try await Self.check(Data(text.replacing("\n", with: ending).utf8))
      #expect(outcome.status == 1)
      for sentence in expected { #expect(outcome.text.contains(sentence), "\(outcome.text)") }
    }
  }

  @Test func anotherEncodingIsOneError() async throws {
    let outcome = try await Self.check(try #require(Self.proto.data(using: .utf16)))
    #expect(outcome.text.hasPrefix("a.proto:1:1: error: The file is in UTF-16: save it in UTF-8."))
    #expect(outcome.text.components(separatedBy: "error: ").count == 2)
  }

  private static func check(_ proto: Data) async throws -> CommandOutcome {
    try await withTemporaryDirectory { folder in
      try proto.write(to: folder.appendingPathComponent("a.proto"))
      return try await Program.run(["check", "a.proto"], in: folder)
    }
  }

  /// The folder from which imports start is what people forget first.
  @Test func aMissingFolderIsNamed() async throws {
    try await withTemporaryDirectory { root in
      let folder = root.appendingPathComponent("protos/a", isDirectory: true)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("syntax = \"proto3\"; import \"a/y.proto\";".utf8)
        .write(to: folder.appendingPathComponent("x.proto"))
      try Data("syntax = \"proto3\";".utf8).write(to: folder.appendingPathComponent("y.proto"))
      let wrong = try await Program.run(["check", "protos/a/x.proto"], in: root)
      #expect(wrong.text.contains("It is in protos: add -I protos."), "\(wrong.text)")
      // As protoc does, take a name from the folder for its file.
      for file in ["protos/a/x.proto", "a/x.proto"] {
        let right = try await Program.run(["check", "-I", "protos", file], in: root)
        #expect(right.status == 0, "\(right.text) \(right.errors)")
      }
      let folders = try await Program.run(["check", "protos/a"], in: root)
      #expect(folders.errors.contains("protos/a is a folder; name the protos in it"))
      let missing = try await Program.run(["check", "-Iprotos", "z.proto"], in: root)
      #expect(missing.errors.contains("there is no file z.proto, neither in the current folder"))
    }
  }

  @Test(arguments: ["generate", "descriptors", "manifest"])
  func aPlaceThatCannotBeWrittenIsNamed(_ command: String) async throws {
    let place = "/dev/null/there"
    let outcome = try await Program.run([command, "-o", place, Program.guide])
    #expect(outcome.status != 0)
    let message = "Error: \(place) can't be written: /dev/null isn't a folder; name another place"
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func helpNamesTheOptions() async throws {
    #expect(try await Program.run(["generate", "--help"]).text.contains("Visibility=Internal|"))
    let check = try await Program.run(["check", "--help"])
    #expect(check.text.contains("swift-training help"))
  }
}
