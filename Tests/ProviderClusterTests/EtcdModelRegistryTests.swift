import EtcdStore
import Foundation
import SwiftProtobuf
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// What only the registry in etcd guarantees. Its suite is in TrainingProviderTests, where it runs over all
/// drivers.
@Suite(.needsEtcd) struct EtcdModelRegistryTests {
  /// Each node has a client of its own.
  @Test func limitsHoldWhenNodesInsertAtOnce() async throws {
    let prefix = freshPrefix()
    let nodes = try (0..<4).map { _ in
      EtcdModelRegistry(try EtcdClient.shared(), prefix: prefix)
    }
    let stored = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<40 {
        group.addTask {
          // Two addresses, so that each limit is held by several insertions at once.
          let model = model("m\(index)", addresses: ["common", "group\(index % 4)"])
          let limit = UserLimit(maxModels: index % 4 == 0 ? 3 : 7)
          return (try? await nodes[index % 4].insert(model, limit: limit)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(stored == 7)
    let listed = try await nodes[0].models(ofAddress: "COMMON", limit: 100)
    #expect(listed.models.count == 7 && !listed.hasMore)
    #expect(listed.models.count { $0.addressList.contains("group0") } <= 3)
  }

  /// Changes of different nodes to one model are all made, one after the other.
  @Test func noChangeIsLost() async throws {
    let prefix = freshPrefix()
    let nodes = try (0..<3).map { _ in
      EtcdModelRegistry(try EtcdClient.shared(), prefix: prefix)
    }
    try await nodes[0].insert(model("a"), limit: nil)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<60 {
        group.addTask { _ = try await nodes[index % 3].update("a") { $0.attempts += 1 } }
      }
      try await group.waitForAll()
    }
    #expect(try await nodes[1].storedModel(withID: "a")?.attempts == 60)
  }

  /// The largest list of addresses that a provider accepts by default has more keys than etcd accepts in
  /// one list of operations.
  @Test func manyLongAddressesAreStoredAtOnce() async throws {
    let etcd = try EtcdClient.shared()
    let registry = EtcdModelRegistry(etcd, prefix: freshPrefix())
    let limits = ModelLimits()
    let addresses = (0..<limits.maxAddresses).map { number in
      String(repeating: "ä", count: limits.maxIdentifierBytes / 2 - 4) + "\(1000 + number)"
    }
    let limit = UserLimit(maxModels: 1)
    try await registry.insert(model("a", addresses: addresses), limit: limit)
    let error = await #expect(throws: ProviderError.self) {
      try await registry.insert(model("b", addresses: [addresses[777]]), limit: limit)
    }
    #expect(error?.code == .quotaExceeded)
    #expect(error?.field == addresses[777])
    try await registry.update("a") { try $0.delete() }
    try await registry.insert(model("b", addresses: addresses), limit: limit)
    try await expectLists(of: registry)
  }

  @Test func whatIsTooLargeIsRefused() async throws {
    let registry = EtcdModelRegistry(try EtcdClient.shared(), prefix: freshPrefix())
    var large = model("a")
    large.description = String(repeating: "x", count: 2 << 20)
    let error = await #expect(throws: ProviderError.self) {
      try await registry.insert(large, limit: nil)
    }
    #expect(error?.code == .invalidRequest)
    #expect(try await registry.storedModel(withID: "a") == nil)
    #expect(try await registry.modelCounts().isEmpty)
  }

  @Test func listsAreReadInPages() async throws {
    let registry = EtcdModelRegistry(try EtcdClient.shared(), prefix: freshPrefix())
    for number in 0..<23 {
      // Names that need to be encoded.
      let model = model(
        "ü/\(number)", method: "m\(number % 2)", addresses: ["0x/%A", "other"],
        createdAt: Date(timeIntervalSince1970: Double(number)))
      try await registry.insert(model, limit: nil)
    }
    let newestFirst = (0..<23).reversed().map { "ü/\($0)" }
    var (ids, last) = ([String](), nil as String?)
    repeat {
      let page = try await registry.models(in: .created, after: last, limit: 5)
      ids += page.models.map(\.id)
      last = page.hasMore ? page.models.last?.id : nil
      // What moves to another list doesn't disturb the next page.
      if let last { try await registry.update(last) { try $0.move(to: .validating) } }
    } while last != nil
    #expect(ids == newestFirst)
    #expect(try await registry.models(in: .validating).models.count == 4)
    var listed: [String] = []
    repeat {
      let page = try await registry.models(ofAddress: " 0X/%a", after: listed.last, limit: 4)
      listed += page.models.map(\.id)
      last = page.hasMore ? page.models.last?.id : nil
    } while last != nil
    let even = newestFirst.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    #expect(listed == even + newestFirst.filter { !even.contains($0) })
    #expect(try await registry.models(ofAddress: "0x").models.isEmpty)
    let error = await #expect(throws: ProviderError.self) {
      _ = try await registry.models(in: .created, after: "unknown")
    }
    #expect(error?.code == .modelNotFound)
  }

  /// Pages are the same, however far apart the models were created.
  @Test func pagesSpanAllTimes() async throws {
    let registry = EtcdModelRegistry(try EtcdClient.shared(), prefix: freshPrefix())
    let hours = [-5, 0, 0.1, 0.2, 0.9, 1, 3, 9, 60, 70, 500, 4000, 30_000, 90_000, 400_000]
    var random = SeededRandom(seed: 1)
    for (number, age) in hours.enumerated().shuffled(using: &random) {
      let created = Date(timeIntervalSinceNow: -3600 * age)
      try await registry.insert(model("\(number)", createdAt: created), limit: nil)
    }
    for limit in 1...hours.count + 1 {
      var (ids, last) = ([String](), nil as String?)
      repeat {
        let page = try await registry.models(in: .created, after: last, limit: limit)
        ids += page.models.map(\.id)
        #expect(page.models.count == min(limit, hours.count - ids.count + page.models.count))
        last = page.hasMore ? page.models.last?.id : nil
      } while last != nil
      #expect(ids == hours.indices.map(String.init), "\(limit)")
    }
  }

  /// Sums and lists follow every change, also when nodes make changes at once.
  @Test func sumsAndListsFollowEveryChange() async throws {
    let prefix = freshPrefix()
    let nodes = try (0..<2).map { _ in
      EtcdModelRegistry(try EtcdClient.shared(), prefix: prefix)
    }
    for number in 0..<20 {
      try await nodes[0].insert(model("\(number)", addresses: ["a\(number % 3)"]), limit: nil)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (seed, node) in nodes.enumerated() {
        group.addTask {
          var random = SeededRandom(seed: UInt64(seed))
          for _ in 0..<150 { try await change(node, &random) }
        }
      }
      try await group.waitForAll()
    }
    let models = try await nodes[0].storedModels(in: Training_Status.allCases)
    #expect(models.count == 20)
    #expect(try await nodes[1].storedBytes() == models.reduce(0) { $0 &+ $1.byteCount })
    let counts = Dictionary(grouping: models, by: \.status).mapValues(\.count)
    #expect(try await nodes[1].modelCounts() == counts)
    try await expectLists(of: nodes[0])
  }

  private func change(_ registry: EtcdModelRegistry, _ random: inout SeededRandom) async throws {
    let id = "\(Int.random(in: 0..<20, using: &random))"
    let size = UInt64.random(in: 0..<1000, using: &random)
    let choice = Int.random(in: 0..<8, using: &random)
    try await registry.update(id) { model in
      let dataset = StoredDataset(file: "\(id)/\(size)", name: "", byteCount: size)
      switch choice {
      case 0: model.dataset = dataset
      case 1: model.candidate = dataset
      case 2: model.artefactBytes = size == 999 ? .max : size
      case 3: model.addressList = ["a\(size % 3)", "A\(size % 5)"]
      default:
        let next = StatusTransitions.table[model.status, default: []]
          .filter { $0 != .deleted || size < 100 }
        if !next.isEmpty { try model.move(to: next[Int(size) % next.count]) }
      }
    }
  }

  /// The lists contain the models that they should, and nothing else.
  private func expectLists(of registry: EtcdModelRegistry) async throws {
    let models = try await registry.storedModels(in: Training_Status.allCases)
    let expected = Set(models.flatMap { registry.keys.lists(of: $0) })
    var found: Set<EtcdKey> = []
    for list in ["statuses/", "addresses/", "datasets/"] {
      try await registry.etcd.readPages(
        EtcdQuery(.prefix(registry.keys.key(list)), content: .keys)
      ) { found.formUnion($0.entries.map(\.key)) }
    }
    #expect(found == expected)
  }

  /// A node of an older version refuses what it can't understand, and keeps fields that it doesn't know.
  @Test func versionsAreTold() async throws {
    let etcd = try EtcdClient.shared()
    let registry = EtcdModelRegistry(etcd, prefix: freshPrefix())
    try await registry.insert(model("a"), limit: nil)
    let key = registry.keys.model("a")
    var record = try Training_Cluster_ModelRecord(#require(try await etcd.get(key)))
    let newField = Data([0xC2, 0x3E, 0x01, 0x78])
    try await etcd.put(key, record.serializedData() + newField)
    try await registry.update("a") { $0.name = "new" }
    let stored = try #require(try await etcd.get(key)).value
    #expect(stored.range(of: newField) != nil)
    record.version = 2
    try await etcd.put(key, record.serializedData())
    let error = await #expect(throws: ProviderError.self) {
      try await registry.update("a") { $0.name = "newer" }
    }
    #expect(error?.code == .invalidConfiguration)
    #expect(try await etcd.get(key)?.value == record.serializedData())
    try await etcd.put(key, Data("damaged".utf8))
    let damage = await #expect(throws: ProviderError.self) {
      _ = try await registry.storedModel(withID: "a")
    }
    #expect(damage?.code == .internalFailure)
  }

  @Test func nodesAgreeOnTheIdentity() async throws {
    let prefix = freshPrefix()
    let identities = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<10 {
        group.addTask {
          try await EtcdModelRegistry(EtcdClient.shared(), prefix: prefix).identity()
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(identities.count == 1)
    let other = EtcdModelRegistry(try EtcdClient.shared(), prefix: freshPrefix())
    #expect(try await !identities.contains(other.identity()))
  }

  /// The number in the documentation.
  @Test func aModelTakesFiveKilobytes() async throws {
    let cluster = try EtcdCluster()
    defer { cluster.end() }
    let etcd = try EtcdClient(ports: cluster.ports)
    let registry = EtcdModelRegistry(etcd)
    let before = try await etcd.storeSize().used
    for number in 0..<150 {
      let id = "00000000-0000-4000-8000-\(100_000_000_000 + number)"
      let address = "0x\(String(repeating: "a", count: 34))\(100_000 + number)"
      try await registry.insert(
        StoredModel(
          id: id, name: "my model", description: String(repeating: "a text ", count: 20),
          serviceName: "ExampleService", methodName: "stt", addressList: [address]),
        limit: UserLimit(maxModels: 5))
      try await registry.update(id) { try $0.beginUpload() }
      try await registry.update(id) {
        $0.candidate = StoredDataset(file: "\(id)/0123456789", name: "data.zip", byteCount: 1)
      }
      try await registry.update(id) { try $0.finishValidation() }
      try await registry.update(id) { try $0.beginTraining() }
      try await registry.update(id) {
        try $0.finishTraining(artefacts: "\(id)/0123456789", byteCount: 1)
      }
    }
    let revision = try await etcd.read(EtcdQuery(.key("x"))).revision
    try await etcd.compact(at: revision)
    // Compacting goes on in the background.
    try await Task.sleep(for: .seconds(3))
    let size = try await etcd.storeSize().used - before
    #expect(size / 150 < 6 << 10)
  }
}
