import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct FileTransferTests {
  @Test func foldersAreRepeatedWithEverythingInThem() async throws {
    try await withTemporaryDirectory { root in
      let source = root.appendingPathComponent("source")
      try Self.makeTree(source)
      var transfer = FileTransfer()
      let target = root.appendingPathComponent("a/b/target")
      let isThere = try transfer.transfer(source, to: target)
      #expect(isThere)
      #expect((transfer.count, transfer.bytes, transfer.hasCopied) == (2, 6, false))
      try Self.expectTree(target)
      #expect(
        try Self.inode(target.appendingPathComponent("x"))
          == Self.inode(source.appendingPathComponent("x")))
    }
  }

  /// Another file system can't have links to the files of this one.
  @Test func filesAreCopiedToAnotherFileSystem() async throws {
    try await withTemporaryDirectory { root in
      let other = URL(fileURLWithPath: "/dev/shm/training-\(UUID().uuidString)")
      guard FileManager.default.isWritableFile(atPath: "/dev/shm") else { return }
      defer { try? FileManager.default.removeItem(at: other) }
      let source = root.appendingPathComponent("source")
      try Self.makeTree(source)
      var transfer = FileTransfer()
      let isThere = try transfer.transfer(source, to: other)
      #expect(isThere)
      #expect(transfer.hasCopied)
      try Self.expectTree(other)
    }
  }

  @Test func nothingIsLeftOfWhatDisappears() async throws {
    try await withTemporaryDirectory { root in
      var transfer = FileTransfer()
      let target = root.appendingPathComponent("a/target")
      let isThere = try transfer.transfer(root.appendingPathComponent("gone"), to: target)
      #expect(!isThere)
      #expect(files(below: root).isEmpty)
      #expect(transfer.count == 0)
    }
  }

  private static func makeTree(_ root: URL) throws {
    let folder = root.appendingPathComponent("folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("one".utf8).write(to: root.appendingPathComponent("x"))
    try Data("two".utf8).write(to: folder.appendingPathComponent("y"))
    try FileManager.default.createSymbolicLink(
      atPath: root.appendingPathComponent("link").path, withDestinationPath: "folder/y")
  }

  private static func expectTree(_ root: URL) throws {
    #expect(try String(contentsOf: root.appendingPathComponent("x"), encoding: .utf8) == "one")
    let link = root.appendingPathComponent("link").path
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "folder/y")
    #expect(
      try String(contentsOf: root.appendingPathComponent("folder/y"), encoding: .utf8) == "two")
  }

  private static func inode(_ file: URL) throws -> UInt64 {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    return try #require((attributes[.systemFileNumber] as? NSNumber)?.uint64Value)
  }
}
