import FixtureCases
import Foundation
import TestSupport
import Testing

/// Generated code is read by people: in reviews, in debuggers, and when something is amiss.
@Suite struct LineCountTests {
  /// Messages with a codec of their own take fewer lines than protoc-gen-swift's without. It traps at one
  /// of the protos, which is left out.
  @Test func thereAreFewerLinesThanThePeers() async throws {
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
