import EtcdStore
import Foundation
import SwiftProtobuf
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// A provider's models are taken to etcd and back.
@Suite(.needsEtcd) struct MoveTests {
  /// From SQLite to etcd and back, every row and every byte is the same.
  @Test(arguments: [1, 2] as [UInt64]) func nothingChangesOnTheWay(_ seed: UInt64) async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      let models = try await RandomModels.make(90, seed: seed, in: places.data)
      let counts = try await models.registry.modelCounts()
      #expect(Set(counts.keys).isSuperset(of: Training_Status.allCases.filter { $0 != .deleted }))
      let exported = try await places.exportData()
      #expect(exported.counts.allModels == 90)
      #expect(exported.counts.operatorChanges > 20 && !exported.files.missing.isEmpty)
      let imported = try await places.importToEtcd()
      #expect(imported == exported)
      try await expectCluster(places, is: models.registry)
      let back = try await places.exportEtcd()
      #expect(back.counts == exported.counts && back.files == exported.files)
      #expect(back.registry == exported.registry)
      #expect(try await places.importToOther() == back)
      let (before, after) = (try RegistryDump(places.data), try RegistryDump(places.other))
      for (table, rows) in before.rows {
        let others = try #require(after.rows[table])
        #expect(others.count == rows.count, "\(table)")
        for (row, other) in zip(rows, others) { #expect(row == other, "\(table)") }
      }
      #expect(Set(before.rows.keys) == Set(after.rows.keys))
      #expect(before.files == after.files)
      let identity = try String(
        contentsOf: places.other.appendingPathComponent("registry"), encoding: .utf8)
      #expect(identity == "\(exported.registry)\n")
    }
  }

  /// What nodes answer is what the provider answered.
  private func expectCluster(
    _ places: MovePlaces, is registry: SQLiteModelRegistry
  ) async throws {
    let cluster = try places.registry()
    #expect(try await cluster.identity() == registry.identity())
    #expect(try await cluster.storedBytes() == registry.storedBytes())
    #expect(try await cluster.modelCounts() == registry.modelCounts())
    let changes = try await registry.operatorChanges(after: 0)
    #expect(try await cluster.operatorChanges(after: 0) == changes)
    let models = try await registry.storedModels(in: Training_Status.allCases)
    #expect(try await cluster.storedModels(in: Training_Status.allCases) == models)
    for model in models {
      let history = try await registry.history(ofModelWithID: model.id)
      #expect(try await cluster.history(ofModelWithID: model.id) == history)
    }
    for status in Training_Status.allCases {
      let newest = try await cluster.newestModels(7, in: status).map(\.id)
      #expect(try await registry.newestModels(7, in: status).map(\.id) == newest)
    }
    let ready = try await registry.modelsWithDatasets(readySince: .distantFuture, limit: 99)
    let others = try await cluster.modelsWithDatasets(readySince: .distantFuture, limit: 99)
    #expect(Set(others) == Set(ready))
    let shared = try RegistryDump.files(in: places.shared)
    #expect(try RegistryDump.files(in: places.data) == shared)
  }

  /// A model's history goes on where it was, limits count the models, and operators' changes get new numbers.
  @Test func lifeGoesOnInEtcd() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      let registry = try await RandomModels.make(0, seed: 1, in: places.data).registry
      for number in 0..<3 {
        try await registry.insert(
          model("m\(number)", method: "m", addresses: ["0xA"]), limit: nil)
      }
      for number in 0..<250 {
        try await registry.update("m0") {
          try $0.move(to: number % 2 == 0 ? .validating : .errored)
        }
      }
      try await registry.update("m1") {
        try $0.delete()
        $0.attributeTransitionsToOperator()
      }
      _ = try await places.exportData()
      _ = try await places.importToEtcd()
      let cluster = try places.registry()
      let error = await #expect(throws: ProviderError.self) {
        try await cluster.insert(
          model("m3", method: "m", addresses: ["0xa"]), limit: UserLimit(maxModels: 2))
      }
      #expect(error?.code == .quotaExceeded)
      try await cluster.insert(
        model("m3", method: "m", addresses: ["0xa"]), limit: UserLimit(maxModels: 3))
      try await cluster.update("m0") { try $0.move(to: .validating) }
      let history = try await cluster.history(ofModelWithID: "m0")
      #expect(history.map(\.revision) == [0] + Array(52...251))
      try await cluster.update("m2") {
        try $0.delete()
        $0.attributeTransitionsToOperator()
      }
      #expect(try await cluster.operatorChanges(after: 0).map(\.number) == [1, 2])
      let again = await #expect(throws: ProviderError.self) {
        try await cluster.insert(model("m1"), limit: nil)
      }
      #expect(again?.code == .identifierTaken)
    }
  }

  @Test func eachStepCanBeRepeated() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      _ = try await RandomModels.make(30, seed: 4, in: places.data)
      let exported = try await places.exportData()
      #expect(try await places.exportData() == exported)
      for _ in 0..<3 { #expect(try await places.importToEtcd() == exported) }
      let cluster = try places.registry()
      let before = try await cluster.etcd.read(EtcdQuery(.prefix(cluster.keys.key(""))))
      _ = try await places.importToEtcd()
      let after = try await cluster.etcd.read(EtcdQuery(.prefix(cluster.keys.key(""))))
      #expect(after.entries == before.entries)
      for _ in 0..<2 { #expect(try await places.importToOther() == exported) }
    }
  }

  /// What an export leaves behind that was killed before it had written any models.
  @Test(
    arguments: [
      ["lock"], ["lock", "export.partial"], ["lock", "export"],
      ["lock", "export", "registry.partial"],
    ]) func exportsGoOnFromTheirBeginning(_ files: [String]) async throws
  {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      _ = try await RandomModels.make(3, seed: 9, in: places.data)
      try FileManager.default.createDirectory(
        at: places.archive, withIntermediateDirectories: true)
      for name in files {
        try Data().write(to: places.archive.appendingPathComponent(name))
      }
      let exported = try await places.exportData()
      #expect(try await places.importToEtcd() == exported)
      let names = try FileManager.default.contentsOfDirectory(atPath: places.archive.path)
      #expect(!names.contains { $0.hasSuffix("partial") })
    }
  }

  /// A difference that isn't there by an interruption is an error that names the model.
  @Test func differencesAreNamed() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      let registry = try await RandomModels.make(20, seed: 5, in: places.data).registry
      let exported = try await places.exportData()
      _ = try await places.importToEtcd()
      let cluster = try places.registry()
      let models = try await registry.storedModels(in: [.readyToUse, .validated, .created])
      let id = try #require(models.first).id
      try await cluster.update(id) { $0.name += "!" }
      await places.expectRefusal("model \(id) has other properties (name)") {
        try await places.importToEtcd()
      }
      try await registry.update(id) { $0.name += "?" }
      await places.expectRefusal("the registry has changed since") { try await places.exportData() }
      let changed = try await places.exportData(to: "second")
      #expect(changed.id != exported.id)
      await places.expectRefusal("model \(id) has other properties (name)") {
        try await places.importToEtcd(from: "second")
      }
    }
  }

  @Test func damagedArchivesAreRefused() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      _ = try await RandomModels.make(30, seed: 6, in: places.data)
      _ = try await places.exportData()
      let files = try FileManager.default.subpathsOfDirectory(atPath: places.archive.path)
        .filter { !$0.hasPrefix("registry") && !$0.hasSuffix("latest") }
      for (part, message) in [
        ("models-", "is missing or damaged"), ("operator-changes", "is missing or damaged"),
        ("archive.json", "is missing or damaged"), ("datasets/", "model-"),
        ("artefacts/", "model-"),
      ] {
        let name = try #require(
          files.sorted().last { name in
            let file = places.archive.appendingPathComponent(name)
            let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
            return name.hasPrefix(part) && !file.hasDirectoryPath && (size ?? 0) > 0
          })
        let file = places.archive.appendingPathComponent(name)
        let whole = try Data(contentsOf: file)
        // Artefacts and datasets are hard links, which the provider's files mustn't share here.
        try FileManager.default.removeItem(at: file)
        for damage in Damage.allCases {
          try damage.apply(to: whole)?.write(to: file)
          await places.expectRefusal(message) {
            try await places.importToEtcd(prefix: freshPrefix(), shared: UUID().uuidString)
          }
          try? FileManager.default.removeItem(at: file)
        }
        try whole.write(to: file)
      }
      _ = try await places.importToEtcd()
    }
  }

  private enum Damage: CaseIterable {
    case missing, cut, changed

    func apply(to data: Data) -> Data? {
      switch self {
      case .missing: return nil
      case .cut: return data.dropLast()
      case .changed:
        var data = data
        data[data.count / 2] ^= 1
        return data
      }
    }
  }

  /// Archives may come from others: their names lead nowhere else.
  @Test func namesLeadNowhereElse() {
    for (name, isPlain) in [
      ("a/b", true), ("a", false), ("a/b/c", false), ("../b", false), ("a/..", false),
      ("/b", false),
      ("a/", false), ("./b", false), ("a/b\0", false), ("", false),
    ] {
      let blob = Training_Cluster_ArchivedBlob.with {
        $0.kind = .dataset
        $0.name = name
      }
      #expect((blob.key != nil) == isPlain, "\(name)")
    }
  }
}
