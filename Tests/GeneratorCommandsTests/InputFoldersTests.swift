import Foundation
import TestSupport
import Testing

@testable import GeneratorCommands

@Suite struct InputFoldersTests {
  @Test func namesStartFromTheFolder() async throws {
    try await Self.withProtos(["a/b/c.proto", "d.proto"]) { root in
      let inputs = try InputFolders(
        ["\(root)/a/b/c.proto", "\(root)/d.proto", "\(root)/a/../d.proto"], in: ["\(root)/a", root])
      #expect(inputs.names == ["b/c.proto", "d.proto"])
      #expect(inputs.folders == ["\(root)/a", root])
    }
  }

  /// Without -I, protos have names from their own folders.
  @Test func theOwnFolderIsEnough() async throws {
    try await Self.withProtos(["a/b/c.proto", "a/d.proto"]) { root in
      let inputs = try InputFolders(["\(root)/a/b/c.proto", "\(root)/a/d.proto"], in: [])
      #expect(inputs.names == ["c.proto", "d.proto"])
      #expect(inputs.folders == ["\(root)/a/b", "\(root)/a", "."])
    }
  }

  @Test func hiddenProtosAreRefused() async throws {
    try await Self.withProtos(["a/c.proto", "b/c.proto"]) { root in
      #expect(throws: InputFault.shadowed("\(root)/b/c.proto", by: "\(root)/a/c.proto")) {
        try InputFolders(["\(root)/b/c.proto"], in: ["\(root)/a", "\(root)/b"])
      }
    }
  }

  @Test func whatIsMissingIsSaid() async throws {
    try await Self.withProtos(["a/c.proto"]) { root in
      #expect(throws: InputFault.missingFolder("\(root)/x")) {
        try InputFolders(["\(root)/a/c.proto"], in: ["\(root)/x"])
      }
      #expect(throws: InputFault.missingFile("\(root)/d.proto", [root])) {
        try InputFolders(["\(root)/d.proto"], in: [root])
      }
      try FileManager.default.createDirectory(
        atPath: "\(root)/b", withIntermediateDirectories: false)
      #expect(throws: InputFault.outside("\(root)/a/c.proto", ["\(root)/b"])) {
        try InputFolders(["\(root)/a/c.proto"], in: ["\(root)/b"])
      }
    }
  }

  /// Behind a link, ".." leads to the folder around the one that the link means.
  @Test func linksAreFollowed() async throws {
    try await Self.withProtos(["a.proto", "real/a.proto", "real/sub/b.proto"]) { root in
      try FileManager.default.createSymbolicLink(
        atPath: "\(root)/link", withDestinationPath: "real/sub")
      let file = "\(root)/link/../a.proto"
      #expect(try InputFolders([file], in: [root]).names == ["real/a.proto"])
      #expect(throws: InputFault.outside(file, ["\(root)/link"])) {
        try InputFolders([file], in: ["\(root)/link"])
      }
      let inputs = try InputFolders([file], in: [])
      #expect(inputs.names == ["a.proto"] && inputs.folders == ["\(root)/link/..", "."])
    }
  }

  /// What protoc accepts for -I, and this program doesn't.
  @Test func otherFormsOfFoldersAreExplained() async throws {
    try await Self.withProtos(["a/c.proto"]) { root in
      func message(_ folder: String) -> String {
        do {
          _ = try InputFolders(["\(root)/a/c.proto"], in: [folder])
          return ""
        } catch {
          return "\(error)"
        }
      }
      #expect(message("\(root)/a:b").hasSuffix("write -I\(root)/a -Ib"))
      #expect(message("v=\(root)/a").contains("takes no other name for a folder"))
      #expect(message("").contains("write . for the current folder"))
      #expect(throws: InputFault.missingFile("", [root])) { try InputFolders([""], in: [root]) }
    }
  }

  /// A list stands for its lines, between other protos.
  @Test func listsAreExpanded() async throws {
    try await withTemporaryDirectory { folder in
      let list = folder.appendingPathComponent("list").path
      func expanded(_ text: String) throws -> [String] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: list))
        return try ProtoList.expand(["a.proto", "@\(list)", "./@d.proto"])
      }
      let all = try expanded("b.proto\r\n\nc d.proto")
      #expect(all == ["a.proto", "b.proto", "c d.proto", "./@d.proto"])
      #expect(throws: InputFault.foreignLine("--verbose", inList: list)) {
        try expanded("b.proto\n--verbose\n")
      }
      #expect(throws: InputFault.foreignLine("@\(list)", inList: list)) {
        try expanded("@\(list)\n")
      }
      #expect(throws: InputFault.emptyList(list)) { try expanded("\n") }
      let missing = InputFault.unreadableList("missing")
      #expect(throws: missing) { try ProtoList.expand(["@missing"]) }
      #expect("\(missing)".hasSuffix("name a proto as ./@missing if its name begins with @"))
    }
  }

  /// More protos than a command line could name.
  @Test func listsCanBeLong() async throws {
    try await withTemporaryDirectory { folder in
      let names = (0..<20_000).map { "\(String(repeating: "a", count: 150))\($0).proto" }
      let list = folder.appendingPathComponent("list")
      try Data(names.joined(separator: "\n").utf8).write(to: list)
      let outcome = try await Program.run(["check", "@\(list.path)"])
      #expect(outcome.status == 64 && outcome.errors.contains("there is no file \(names[0])"))
    }
  }

  private static func withProtos(_ names: [String], _ body: (String) throws -> Void) async throws {
    try await withTemporaryDirectory { folder in
      for name in names {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
      }
      try body(folder.path)
    }
  }
}
