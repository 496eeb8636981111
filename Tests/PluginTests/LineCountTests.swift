import FixtureCases
import Foundation
import TestSupport
import Testing

/// People read generated code: in reviews, in debuggers, and when something goes wrong.
@Suite struct LineCountTests {
  /// Messages with their own codec take fewer lines than those of protoc-gen-swift, which have
  /// none. The enums fixture is left out, because protoc-gen-swift traps on it.
  @Test func messagesTakeFewerLinesThanThePeers() async throws {
    var (ours, theirs) = (0, 0)
    for item in try FixtureCase.all() where item.name != "enums" {
      for name in try item.recordedNames() where name.hasSuffix(".pb.swift") {
        let recorded = item.expected.appendingPathComponent(name)
        ours += try Self.lines(in: recorded)
        theirs += try await Self.linesOfThePeer(item, name)
      }
    }
    #expect(theirs > 5000)
    #expect(ours < theirs)
  }

  private static func linesOfThePeer(_ item: FixtureCase, _ name: String) async throws -> Int {
    try await withTemporaryDirectory { folder in
      let outcome = try await Command(
        ProcessInfo.processInfo.environment["PROTOC_PATH"] ?? "protoc",
        [
          "-I\(item.folder.path)", "-I\(Repository.file("Sources/TrainingProtos/Protos").path)",
          "--plugin=protoc-gen-peer=\(BuiltProduct.path("protoc-gen-swift"))",
          "--peer_out=Visibility=Public:\(folder.path)",
          name.replacing(".pb.swift", with: ".proto"),
        ]
      ).run()
      #expect(outcome.status == 0, "\(item.name): \(outcome.errors)")
      return try lines(in: folder.appendingPathComponent(name))
    }
  }

  private static func lines(in file: URL) throws -> Int {
    try Data(contentsOf: file).count { $0 == UInt8(ascii: "\n") }
  }
}
