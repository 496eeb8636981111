import FixtureCases
import Foundation
import TestSupport
import Testing

/// The program compiles and generates by itself what `protoc` and the plugin make together.
@Suite struct GenerateTests {
  /// The recorded output comes from `protoc` and the generator, see `GoldenTests`.
  @Test(arguments: try FixtureCase.all())
  func outputIsThatOfProtocAndThePlugin(_ item: FixtureCase) async throws {
    try await withTemporaryDirectory { folder in
      let options = item.parameter.split(separator: ",").flatMap { ["--option", "\($0)"] }
      let protos = try item.protos().map { item.folder.appendingPathComponent($0).path }
      let outcome = try await Program.run(
        ["generate", "-I\(item.folder.path)", "-o", folder.path] + options + protos)
      let recorded = try item.recordedNames().filter { $0 != "diagnostics.txt" }
      #expect((outcome.status == 0) == !recorded.isEmpty, "\(outcome.errors)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == recorded)
      for name in names {
        let written = try Data(contentsOf: folder.appendingPathComponent(name))
        #expect(
          try written == Data(contentsOf: item.expected.appendingPathComponent(name)), "\(name)")
      }
      for line in try item.recordedDiagnostics() { #expect(outcome.errors.contains(line)) }
    }
  }

  /// A file that would be written as it is keeps its date, so that it isn't built again.
  @Test func unchangedFilesKeepTheirDates() async throws {
    try await withTemporaryDirectory { folder in
      let file = folder.appendingPathComponent("service.pb.swift").path
      let arguments = ["generate", "-o", folder.path, Program.guide]
      #expect(try await Program.run(arguments).status == 0)
      let past = Date(timeIntervalSince1970: 1_000_000_000)
      try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: file)
      #expect(try await Program.run(arguments).status == 0)
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.modificationDate] as? Date == past)
    }
  }

  @Test func nothingIsWrittenAfterAnError() async throws {
    try await withTemporaryDirectory { folder in
      let proto = folder.appendingPathComponent("a.proto")
      try Data("syntax = \"proto3\";\nmessage A { B b = 1; }\n".utf8).write(to: proto)
      let output = folder.appendingPathComponent("out")
      let outcome = try await Program.run(["generate", "-o", output.path, proto.path])
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("a.proto:2:13: error: "))
      #expect(!FileManager.default.fileExists(atPath: output.path))
    }
  }

  @Test(arguments: [("a.proto", "a.proto isn't a folder"), ("", "the argument of -o is empty")])
  func whatIsNoFolderIsSaid(_ output: String, _ message: String) async throws {
    try await withTemporaryDirectory { folder in
      let proto = folder.appendingPathComponent("a.proto")
      try Data("syntax = \"proto3\";\n".utf8).write(to: proto)
      let outcome = try await Program.run(["generate", "-o", output, "a.proto"], in: folder)
      #expect(outcome.status != 0 && outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  /// As the plugin, which gets comments as they are from protoc.
  @Test func commentsHaveToBeUTF8() async throws {
    try await withTemporaryDirectory { folder in
      let proto = folder.appendingPathComponent("a.proto")
      try Data("syntax = \"proto3\";\n// ".utf8 + [0xFF] + "\nmessage A {}\n".utf8).write(to: proto)
      let outcome = try await Program.run(["generate", "-o", "out", "a.proto"], in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("a.proto:3:1: error: a comment isn't UTF-8"))
    }
  }

  @Test func thePluginHasTheSameCommands() async throws {
    try await withTemporaryDirectory { folder in
      let outcome = try await Command(
        BuiltProduct.path("protoc-gen-swift-training"),
        ["generate", "-o", folder.path, Program.guide]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(files.contains("service.training.swift"))
    }
  }
}

extension FixtureCase {
  /// The recorded diagnostics, one in each element.
  fileprivate func recordedDiagnostics() throws -> [String] {
    guard try recordedNames().contains("diagnostics.txt") else { return [] }
    return try String(
      contentsOf: expected.appendingPathComponent("diagnostics.txt"), encoding: .utf8
    ).split(separator: "\n").map(String.init)
  }
}

/// The program `swift-training`.
enum Program {
  /// The guide's proto.
  static let guide = Repository.file("Fixtures/guide/service.proto").path

  static func run(_ arguments: [String], in directory: URL? = nil) async throws -> CommandOutcome {
    try await Command(BuiltProduct.path("swift-training"), arguments, in: directory).run()
  }
}
