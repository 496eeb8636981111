import Foundation
import TestSupport
import Testing
import TrainingSchema

/// The defaults of all options agree with the behaviour of protoc-gen-swift and
/// protoc-gen-grpc-swift-2.
///
/// The tests run both programs: a value is their default if giving it makes no difference.
@Suite struct PeerDefaultsTests {
  private static let peers = ["protoc-gen-swift", "protoc-gen-grpc-swift-2"].map(Peer.init)

  /// Options that no other generator has.
  private static let own: Set = [
    "BinaryCodec", "Deprecation", "EmptyFiles", "Ignore", "Manifest", "ShippedProtos", "Swift",
    "Warnings",
  ]

  /// Options that have no default.
  private static let withoutDefault: Set = [
    "Availability", "ExtraModuleImports", "ProtoPathModuleMappings", "ReflectionData",
  ]

  @Test(arguments: OptionDefinition.all.filter { $0.defaultValue != nil }.map(\.name))
  func defaultsAreThoseOfThePeers(_ name: String) async throws {
    let option = try #require(OptionDefinition.all.first { $0.name == name })
    let standard = try #require(option.defaultValue)
    let other = option.values.first { $0 != standard && $0 != "MODULE" } ?? "Other"
    var knowing: [String] = []
    var makesDifference = false
    for peer in Self.peers {
      guard let given = try await peer.output("\(name)=\(standard)") else { continue }
      knowing.append(peer.name)
      #expect(try await peer.output("") == given, "\(peer.name) does something else by default")
      let changed = try await peer.output("\(name)=\(other)")
      makesDifference = makesDifference || changed != given
    }
    #expect(makesDifference != knowing.isEmpty, "no peer makes a difference of it")
    #expect(knowing.isEmpty == Self.own.contains(name), "known to \(knowing)")
  }

  /// The lists above are complete.
  @Test func everyOptionIsHeldAgainstThePeers() {
    let rest = OptionDefinition.all.filter { $0.defaultValue == nil }.map(\.name)
    #expect(
      Set(rest).subtracting(Self.own) == Self.withoutDefault.union(["GRPCProtobufModuleName"]))
  }

  /// By default, stubs use the codec's own serializers. This is the only default that differs from
  /// the peers.
  @Test func theSerializersAreOurs() async throws {
    let peer = Peer(name: "protoc-gen-grpc-swift-2")
    let usual = try await peer.output("")
    #expect(try await peer.output("GRPCProtobufModuleName=GRPCProtobuf") == usual)
    let ours = try #require(try await Peer(name: "protoc-gen-swift-training").output(""))
    #expect(usual?.values.contains { $0.contains("GRPCProtobuf.ProtobufSerializer") } == true)
    #expect(!ours.values.contains { $0.contains("GRPCProtobuf") })
    #expect(ours.values.contains { $0.contains("TrainingRuntime.messageSerializer") })
  }

  /// Deprecation is mentioned in the same comments as in the peers' output, and nowhere else.
  @Test func deprecationIsAComment() async throws {
    let ours = try #require(try await Peer(name: "protoc-gen-swift-training").output(""))
    let theirs = try #require(try await Peer(name: "protoc-gen-swift").output(""))
    let notes = [ours, theirs].map { output in
      Set(
        output.values.joined().split(separator: "\n").filter { $0.contains("NOTE: ") }
          .map { $0.drop { $0 == " " } })
    }
    #expect(notes[0] == notes[1])
    #expect(notes[0].count >= 4)
    #expect(!(Array(ours.values) + theirs.values).joined().contains("*, deprecated"))
  }

  /// Files without content aren't written. The peers write a file with a comment, as this generator
  /// does with `EmptyFiles=true`.
  @Test func emptyFilesAreThePeers() async throws {
    let empty = "syntax = \"proto3\"; package parts;"
    let peers = try await Self.peers.asyncMap { try await $0.output("", of: empty)?.count }
    #expect(peers == [1, 1])
    let ours = Peer(name: "protoc-gen-swift-training")
    #expect(try await ours.output("", of: empty) == [:])
    #expect(try await ours.output("EmptyFiles=true,Manifest=None", of: empty)?.count == 3)
  }
}

/// A generator for Swift that was built with the tests.
struct Peer {
  let name: String

  /// A proto with everything that an option could change.
  private static let proto = """
    syntax = "proto3";
    package parts;
    // The value of an option.
    enum State { NONE = 0; OLD = 1 [deprecated = true]; }
    enum Mode { option deprecated = true; ANY = 0; }
    message Part {
      option deprecated = true;
      bytes data = 1;
      State state = 2 [deprecated = true];
      oneof way { string name = 3; int32 number = 4; }
    }
    service Parts { rpc Get(Part) returns (Part); }
    """

  /// The content of each file by its name; `nil` if the options are refused.
  func output(_ options: String, of proto: String = proto) async throws -> [String: String]? {
    try await withTemporaryDirectory { folder in
      let (source, target) = ("in/deep", "out")
      for path in [source, target] {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent(path), withIntermediateDirectories: true)
      }
      try Data(proto.utf8).write(to: folder.appendingPathComponent("\(source)/parts.proto"))
      let outcome = try await Command(
        ProcessInfo.processInfo.environment["PROTOC_PATH"] ?? "protoc",
        [
          "-I\(folder.path)/in", "--plugin=protoc-gen-peer=\(BuiltProduct.path(name))",
          "--peer_out=\(options.isEmpty ? "" : "\(options):")\(folder.path)/\(target)",
          "deep/parts.proto",
        ]
      ).run()
      guard outcome.status == 0 else { return nil }
      return try Self.files(in: folder.appendingPathComponent(target))
    }
  }

  private static func files(in folder: URL) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
      })
  }
}

extension Array {
  fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value]
  {
    var values: [Value] = []
    for element in self { values.append(try await body(element)) }
    return values
  }
}
