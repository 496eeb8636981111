import Foundation
import TestSupport
import Testing

/// Users only resolve and build the parts that they use.
@Suite struct TraitTests {
  private static let generator: Set = [
    "grpc-swift-2", "swift-argument-parser", "swift-collections", "swift-protobuf",
  ]
  private static let provider: Set = [
    "GRDB.swift", "grpc-swift-nio-transport", "swift-algorithms", "swift-asn1",
    "swift-async-algorithms", "swift-atomics", "swift-certificates", "swift-crypto",
    "swift-distributed-tracing", "swift-http-structured-headers", "swift-http-types", "swift-log",
    "swift-metrics", "swift-nio", "swift-nio-extras", "swift-nio-http2", "swift-nio-ssl",
    "swift-nio-transport-services", "swift-numerics", "swift-service-lifecycle", "swift-system",
  ]
  private static let bucket: Set = [
    "async-http-client", "swift-configuration", "swift-service-context",
  ]
  private static let operations: Set = [
    "async-http-client", "hummingbird", "swift-configuration", "swift-service-context",
  ]

  @Test(arguments: [
    ("messages", generator),
    ("datasets", generator),
    ("stubs", generator.union(["grpc-swift-protobuf"])),
    ("handler", generator.union(["grpc-swift-protobuf"])),
    ("provider", generator.union(["grpc-swift-protobuf"]).union(provider)),
    (
      "bucket", generator.union(["grpc-swift-protobuf"]).union(provider).union(bucket)
    ),
    (
      "operations",
      generator.union(["grpc-swift-protobuf"]).union(provider).union(operations)
    ),
  ])
  func onlyWhatIsUsedIsResolved(_ name: String, _ packages: Set<String>) async throws {
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage(name, in: directory)
      let outcome = try await package.swift(["package", "resolve"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try package.resolved() == packages)
      let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
      #expect(readme.contains("| \(packages.count) |"))
    }
  }

  /// In addition to the dependencies of the generator.
  @Test func messagesCompileTheCodecAlone() async throws {
    try await compiles("messages", "[8, 7, 18, 3, 116, 101, 97]", ["ProtoWire", "SwiftProtobuf"])
  }

  @Test func datasetsCompileNothingOfTheKit() async throws {
    try await compiles("datasets", "accepted: true", ["TrainingDatasets", "TrainingManifest"])
  }

  /// This takes minutes. Guards are built in another test.
  @Test(.enabled(if: runsLongTests))
  func stubsCompileNoTransport() async throws {
    try await compiles("stubs", "shop.Orders/place", Self.stubs)
  }

  /// This takes minutes.
  @Test(.enabled(if: runsLongTests))
  func providersCompileTheRest() async throws {
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage("provider", in: directory)
      let outcome = try await package.swift(["run"])
      #expect(outcome.text.hasSuffix("ready\n"), "\(outcome.errors)")
      let compiled = try package.compiled()
      #expect(compiled.isSuperset(of: ["TrainingProvider", "TrainingDatasets", "GRDB"]))
      #expect(compiled.isDisjoint(with: ["TrainingCodeGen", "GRPCCodeGen", "ArgumentParser"]))
      #expect(compiled.isDisjoint(with: ["ProviderOperations", "Hummingbird"]))
    }
  }

  /// This takes minutes.
  @Test(.enabled(if: runsLongTests))
  func operatorsCompileHummingbird() async throws {
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage("operations", in: directory)
      let outcome = try await package.swift(["run"])
      #expect(outcome.text.hasSuffix("ready\n"), "\(outcome.errors)")
      #expect(try package.compiled().isSuperset(of: ["ProviderOperations", "Hummingbird"]))
    }
  }

  /// This takes minutes.
  @Test(.enabled(if: runsLongTests))
  func bucketsCompileAnHTTPClient() async throws {
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage("bucket", in: directory)
      let outcome = try await package.swift(["run"])
      #expect(outcome.text.hasSuffix("ready\n"), "\(outcome.errors)")
      let compiled = try package.compiled()
      #expect(compiled.isSuperset(of: ["S3Store", "AsyncHTTPClient"]))
      #expect(compiled.isDisjoint(with: ["EtcdStore", "ProviderOperations", "Hummingbird"]))
    }
  }

  /// The dependencies of stubs and guards.
  static let stubs: Set = [
    "ContainersPreview", "DequeModule", "GRPCCore", "InternalCollectionsUtilities", "GRPCProtobuf",
    "ProtoWire", "SwiftProtobuf", "TrainingManifest", "TrainingProtos",
    "TrainingRuntime",
  ]

  private func compiles(
    _ name: String, _ output: String, _ targets: Set<String>
  ) async throws {
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage(name, in: directory)
      let outcome = try await package.swift(["run"])
      #expect(outcome.text.hasSuffix("\(output)\n"), "\(outcome.errors)")
      #expect(try package.compiled() == targets.union(["App"]))
    }
  }
}
