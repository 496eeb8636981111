import Foundation
import TestSupport
import Testing

@testable import GeneratorCommands

@Suite struct WellKnownFolderTests {
  /// The checkout beside the program comes first, then that of the current folder, then what was installed
  /// with the program, then protoc's.
  @Test func checkoutsComeBeforeInstallations() async throws {
    try await withTemporaryDirectory { root in
      let checkout = "checkouts/swift-protobuf/Sources/protobuf/protobuf/src"
      let folders = [
        "app/.build/\(checkout)", "here/.build/\(checkout)", "app/.build/share/swift-training",
        "protoc/include",
      ].map { root.appendingPathComponent($0).resolvingSymlinksInPath().path }
      for folder in folders {
        let google = URL(fileURLWithPath: folder).appendingPathComponent("google/protobuf")
        try FileManager.default.createDirectory(at: google, withIntermediateDirectories: true)
        try Data().write(to: google.appendingPathComponent("descriptor.proto"))
      }
      let protoc = root.appendingPathComponent("protoc/bin/protoc")
      try FileManager.default.createDirectory(
        at: protoc.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("#!/bin/sh\n".utf8).write(to: protoc)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: protoc.path)
      let found = WellKnownFolder.candidates(
        program: root.appendingPathComponent("app/.build/debug/swift-training").path,
        environment: ["PATH": "/nowhere:\(protoc.deletingLastPathComponent().path)"],
        currentFolder: root.appendingPathComponent("here").path)
      #expect(found.map { URL(fileURLWithPath: $0.path).resolvingSymlinksInPath().path } == folders)
      #expect(found.map(\.origin).last == "the include folder of \(protoc.path)")
    }
  }
}
