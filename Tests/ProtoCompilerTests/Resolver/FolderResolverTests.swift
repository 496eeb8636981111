import Foundation
import ProtoCompiler
import TestSupport
import Testing

@Suite struct FolderResolverTests {
  private func content(_ file: ResolvedFile?) -> String? {
    guard case .text(let bytes)? = file?.content else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func searchesFoldersInOrder() async throws {
    try await withTemporaryDirectory { try searchFolders(in: $0) }
  }

  private func searchFolders(in folder: URL) throws {
    for (name, text) in [("a/x.proto", "first"), ("b/x.proto", "second"), ("b/y.proto", "third")] {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let resolver = FolderResolver(["a/", "b"].map { "\(folder.path)/\($0)" })
    #expect(try content(resolver.find("x.proto")) == "first")
    #expect(try content(resolver.find("y.proto")) == "third")
    #expect(try resolver.find("y.proto")?.path == "\(folder.path)/b/y.proto")
    #expect(try resolver.find("z.proto") == nil)
  }

  @Test(arguments: [
    "../x.proto", "a/../x.proto", "/x.proto", "a//x.proto", "./x.proto", "a\\x.proto", "",
  ])
  func refusesNamesThatLeaveTheFolder(_ name: String) {
    #expect(throws: ResolverError.self) { try FolderResolver(["."]).find(name) }
  }

  @Test func refusesFoldersAndLoops() async throws {
    try await withTemporaryDirectory { try refuseFoldersAndLoops(in: $0) }
  }

  private func refuseFoldersAndLoops(in url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.appendingPathComponent("x.proto"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: url.appendingPathComponent("y.proto"),
      withDestinationURL: url.appendingPathComponent("y.proto"))
    for name in ["x.proto", "y.proto"] {
      #expect(throws: ResolverError.self) { try FolderResolver([url.path]).find(name) }
    }
  }
}
