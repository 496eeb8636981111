import Foundation
import TestSupport
import Testing

@testable import GeneratorCommands

@Suite struct ProgramArgumentsTests {
  @Test(arguments: [
    (["-OVisibility=Public"], ["-O", "Visibility=Public"]),
    (["-Ia=b", "-Ic", "-I=d=e"], ["-I", "a=b", "-Ic", "-I=d=e"]),
    (["--option", "A=b", "-o=c"], ["--option", "A=b", "-o=c"]),
    (["--", "-Oa=b", "--proto_path=c"], ["--", "-Oa=b", "--proto_path=c"]),
  ])
  func valuesAreSeparatedFromLetters(_ arguments: [String], _ expected: [String]) throws {
    #expect(try ProgramArguments.prepared(arguments) == expected)
  }

  @Test func anOptionCanBeOneWord() async throws {
    try await withTemporaryDirectory { root in
      let folder = root.appendingPathComponent("a=b", isDirectory: true)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("syntax = \"proto3\"; message A {}".utf8)
        .write(to: folder.appendingPathComponent("a.proto"))
      let arguments = ["generate", "-Ia=b", "-OVisibility=Public", "-o", "out", "a.proto"]
      let outcome = try await Program.run(arguments, in: root)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let code = try String(
        contentsOf: root.appendingPathComponent("out/a.pb.swift"), encoding: .utf8)
      #expect(code.contains("public nonisolated struct A"))
      let unknown = ["generate", "-I=a=b", "-OVisible=Public", "-o", "out", "a.proto"]
      let wrong = try await Program.run(unknown, in: root)
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("Visible"), "\(wrong.errors)")
    }
  }

  @Test(arguments: [
    ("--proto_path=a", "name folders for imports with -I"),
    ("--descriptor_set_out=a", "descriptors -o file"),
    ("--include_imports", "leave it out"),
    ("--swift-training_out=a", "generate -o folder"),
  ])
  func optionsOfProtocAreExplained(_ option: String, _ remedy: String) async throws {
    let outcome = try await Program.run(["check", option, Program.guide])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("Error: \(option) is an option of protoc; "))
    #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
  }
}
