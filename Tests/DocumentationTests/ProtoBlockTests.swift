import Foundation
import TestSupport
import Testing

/// Every block of proto is compiled by `protoc`, and Swift is generated from it.
@Suite struct ProtoBlockTests {
  /// What stands around the block of a page that shows less than a file.
  private static let surroundings = [
    "Sources/TrainingCodeGen/Documentation.docc/Rules.md": (
      """
      syntax = "proto3";
      package service;
      import "training.proto";
      message sttInput { training.ModelID model_id = 1; }
      message sttResp {}
      service ExampleService {

      """, "}\n"
    )
  ]

  @Test(arguments: CodeBlock.all(in: "proto")) func blockCompiles(_ block: CodeBlock) async throws {
    try await withTemporaryDirectory { folder in
      let (before, after) = Self.surroundings[block.file] ?? ("", "")
      try Data((before + block.text + after).utf8)
        .write(to: folder.appendingPathComponent("service.proto"))
      let outcome = try await Protoc(folder).run("service.proto")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let swift = folder.appendingPathComponent("service.pb.swift")
      #expect(FileManager.default.fileExists(atPath: swift.path))
    }
  }

  /// The README shows what is said about its proto, shortened.
  @Test func diagnosticIsTheGenerators() async throws {
    let blocks = CodeBlock.all.filter { $0.file == "README.md" }
    let proto = try #require(blocks.first { $0.language == "proto" })
    let shown = try #require(blocks.first { $0.language == "text" })
    try await withTemporaryDirectory { folder in
      try Data(proto.text.utf8).write(to: folder.appendingPathComponent("service.proto"))
      let outcome = try await Protoc(folder).run("service.proto")
      let parts = shown.text.trimmingCharacters(in: .newlines).components(separatedBy: "…")
      let line = try #require(outcome.errors.split(separator: "\n").first)
      #expect(parts.count == 2)
      #expect(line.hasPrefix(parts[0]), "\(outcome.errors)")
      #expect(line.hasSuffix(parts[1]), "\(outcome.errors)")
    }
  }

  /// The README shows what the program says about its proto with a comment that the daemon can't read.
  @Test func textRuleIsThePrograms() async throws {
    let blocks = CodeBlock.all.filter { $0.file == "README.md" }
    let proto = try #require(blocks.first { $0.language == "proto" })
    let shown = try #require(blocks.last { $0.language == "text" })
    let line = try #require(shown.text.split(separator: "\n").dropFirst().first)
    let commented = line.trimmingCharacters(in: .whitespaces)
    let plain = commented.replacing(#/ /\*.*\*//#, with: "")
    try await withTemporaryDirectory { folder in
      let text = proto.text.replacing(plain, with: commented)
      try #require(text != proto.text)
      try Data(text.utf8).write(to: folder.appendingPathComponent("service.proto"))
      let program = BuiltProduct.path("swift-training")
      let outcome = try await Command(program, ["check", "service.proto"], in: folder).run()
      #expect(outcome.text.contains(shown.text), "\(outcome.text)")
    }
  }

  /// The comment on the page on rules silences what it names.
  @Test func commentSilencesItsRule() async throws {
    let block = try #require(
      CodeBlock.all(in: "proto").first { Self.surroundings[$0.file] != nil })
    let (before, after) = try #require(Self.surroundings[block.file])
    try await withTemporaryDirectory { folder in
      let proto = folder.appendingPathComponent("service.proto")
      let text = before + block.text + after
      try Data(text.utf8).write(to: proto)
      #expect(try await Protoc(folder).run("service.proto").errors == "")
      try Data(text.replacing(/.*training:ignore.*\n/, with: "").utf8).write(to: proto)
      #expect(try await Protoc(folder).run("service.proto").errors.contains("[sdk-archive-kind]"))
    }
  }
}
