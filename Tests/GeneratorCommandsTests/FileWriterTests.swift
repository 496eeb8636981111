import Foundation
import TestSupport
import Testing

@testable import GeneratorCommands

@Suite struct FileWriterTests {
  @Test func aFileIsReplacedAsAWhole() async throws {
    try await withTemporaryDirectory { folder in
      let file = folder.appendingPathComponent("a").path
      try FileWriter.replace(file, with: [1, 2, 3])
      #expect(FileManager.default.contents(atPath: file) == Data([1, 2, 3]))
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
      try FileWriter.replace(file, with: [4])
      #expect(FileManager.default.contents(atPath: file) == Data([4]))
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }
  }

  @Test func nothingIsLeftAfterAFault() async throws {
    try await withTemporaryDirectory { folder in
      let inner = folder.appendingPathComponent("a")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
      #expect(throws: WriteFault(code: EISDIR)) { try FileWriter.replace(inner.path, with: [1]) }
      #expect(throws: WriteFault(code: ENOENT)) {
        try FileWriter.replace("\(inner.path)/b/c", with: [1])
      }
      #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path) == ["a"])
      #expect(WriteFault(code: ENOENT).localizedDescription == "No such file or directory")
    }
  }

  @Test(arguments: [
    ("a/b.proto", "a"), ("b.proto", "."), ("/b.proto", "/"), ("../b.proto", ".."), ("a//b", "a"),
  ])
  func aFolderIsFoundByItsText(_ path: String, _ folder: String) {
    #expect(LexicalPath.folder(of: path) == folder)
  }

  @Test(arguments: [
    ("a/./b", ["x", "a", "b"]), ("/a/../b/", ["b"]), ("../../../c", ["c"]), ("", ["x"]),
  ])
  func pathsAreTakenApart(_ path: String, _ names: [Substring]) {
    #expect(LexicalPath.components(path, in: "/x") == names)
  }
}
