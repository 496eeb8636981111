import EtcdStore
import Foundation
import TestSupport
import Testing

@testable import ProviderCluster
@testable import TrainingProvider

/// What keeps providers and moves apart.
@Suite(.needsEtcd) struct MoveRefusalTests {
  @Test func aDirectoryInUseIsLeftAlone() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      _ = try await RandomModels.make(3, seed: 1, in: places.data)
      let data = DataDirectory(
        root: places.data, files: WorkPool("files", threads: 1, maxWaiting: 64))
      let lock = try DirectoryLock(data.lock)
      await places.expectRefusal("another provider uses") { try await places.exportData() }
      lock.release()
      // No provider starts during an export.
      let source = try await SQLiteRegistrySource(dataDirectory: places.data)
      #expect(throws: ProviderError.self) { _ = try DirectoryLock(data.lock) }
      await source.close()
      _ = try DirectoryLock(data.lock)
    }
  }

  @Test func missingRegistriesAreNamed() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      await places.expectRefusal("there is no registry") { try await places.exportData() }
      await places.expectRefusal("there is no registry at \(places.prefix) in etcd") {
        try await places.exportEtcd()
      }
      await places.expectRefusal("is not a whole archive") { try await places.importToEtcd() }
    }
  }

  @Test func whatIsThereIsNotMixed() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      _ = try await RandomModels.make(3, seed: 1, in: places.data)
      try FileManager.default.createDirectory(
        at: places.root.appendingPathComponent("full/x"), withIntermediateDirectories: true)
      await places.expectRefusal("is not empty") { try await places.exportData(to: "full") }
      let archive = try await places.exportData()

      // Another registry, and keys of something else.
      let other = try places.registry(prefix: freshPrefix())
      _ = try await other.identity()
      await places.expectRefusal("is the registry of another provider") {
        try await places.importToEtcd(prefix: other.keys.prefix)
      }
      let etcd = try EtcdClient.shared()
      let used = freshPrefix()
      try await etcd.put(EtcdKey("\(used)something"), Data())
      await places.expectRefusal("contains 1 keys") {
        try await places.importToEtcd(prefix: used)
      }

      // A part of another archive.
      let half = freshPrefix()
      let target = EtcdRegistryTarget(try places.registry(prefix: half))
      #expect(try await target.begin("another", identity: "other") == .parts(0))
      await places.expectRefusal("contains a part of another archive") {
        try await places.importToEtcd(prefix: half)
      }

      // A folder that has files of models of another provider.
      let stranger = places.shared.appendingPathComponent("datasets/stranger")
      try FileManager.default.createDirectory(at: stranger, withIntermediateDirectories: true)
      await places.expectRefusal("has files of model stranger") { try await places.importToEtcd() }
      try FileManager.default.removeItem(at: stranger)

      // A data directory with a registry of its own.
      _ = try SQLiteModelRegistry(file: places.data.appendingPathComponent("../second.sqlite"))
      try FileManager.default.createDirectory(at: places.other, withIntermediateDirectories: true)
      _ = try SQLiteModelRegistry(file: places.other.appendingPathComponent("models.sqlite"))
      await places.expectRefusal("is the registry of another provider") {
        try await places.importToOther()
      }
      #expect(try await places.importToEtcd() == archive)
    }
  }

  /// Nodes say that they use the registry, and stop saying so when they end.
  @Test func nodesThatRunAreNoticed() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      let registry = try places.registry()
      _ = try await registry.identity()
      let node = Task { await registry.announceUse() }
      while try await !registry.isInUse { try await Task.sleep(for: .milliseconds(10)) }
      await places.expectRefusal("1 nodes of a provider use the registry") {
        try await places.exportEtcd()
      }
      node.cancel()
      await node.value
      #expect(try await !registry.isInUse)
      #expect(try await places.exportEtcd().counts.allModels == 0)
    }
  }

  /// During an export, nobody starts to use the registry or changes it.
  @Test func nobodyChangesWhatIsExported() async throws {
    let places = MovePlaces(FileManager.default.temporaryDirectory)
    let registry = try places.registry()
    _ = try await registry.identity()
    try await registry.insert(model("a"), limit: nil)
    let source = EtcdRegistrySource(registry)
    try await source.begin("one")
    for change: () async throws -> Void in [
      { try await registry.insert(model("b"), limit: UserLimit(maxModels: 3)) },
      { try await registry.update("a") { $0.name = "new" } },
      { _ = try await registry.identity() },
      { try await EtcdRegistrySource(registry).begin("another") },
    ] {
      let error = await #expect(throws: ProviderError.self) { try await change() }
      #expect([.unreachable, .invalidConfiguration].contains(error?.code))
    }
    #expect(try await source.entries(after: nil, limit: 10).map(\.model.id) == ["a"])
    #expect(try await source.counts().allModels == 1)
    await source.close()
    try await registry.update("a") { $0.name = "new" }
    _ = try await registry.identity()
  }

  /// A node that starts during an import refuses to, and says what to do.
  @Test func nobodyUsesWhatIsIncomplete() async throws {
    let registry = try MovePlaces(FileManager.default.temporaryDirectory)
      .registry()
    let target = EtcdRegistryTarget(registry)
    _ = try await target.begin("archive", identity: "identity")
    try await target.store(
      [RegistryEntry(model: model("a"), history: [model("a").creation])], places: [1], asPart: 0)
    let error = await #expect(throws: ProviderError.self) { _ = try await registry.identity() }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains("let models import go on") == true)
    let change = await #expect(throws: ProviderError.self) {
      try await registry.update("a") { $0.name = "new" }
    }
    #expect(change?.code == .unreachable)
    // Only one import goes on.
    let other = EtcdRegistryTarget(registry)
    #expect(try await other.begin("archive", identity: "identity") == .parts(1))
    try await other.store([], places: [], asPart: 1)
    let race = await #expect(throws: ProviderError.self) {
      try await target.store([], places: [], asPart: 1)
    }
    #expect(race?.message.contains("let only one run") == true)
  }
}
