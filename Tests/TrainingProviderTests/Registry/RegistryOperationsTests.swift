import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// The queries for operators.
@Suite struct RegistryOperationsTests {
  @Test func modelsAreCountedAndTheNewestComeFirst() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      for number in 0..<5 {
        let model = StoredModel(
          id: "m\(number)", status: number == 4 ? .errored : .created, serviceName: "S",
          methodName: "m", addressList: ["0x\(number)"],
          createdAt: Date(timeIntervalSince1970: Double(number)))
        try await registry.insert(model, limit: nil)
      }
      try await registry.update("m1") { try $0.delete() }
      let newest = try await registry.newestModels(2, in: .created)
      #expect(newest.map(\.id) == ["m3", "m2"])
      #expect(newest.map(\.addressList) == [["0x3"], ["0x2"]])
      #expect(try await registry.newestModels(9, in: .errored).map(\.id) == ["m4"])
      #expect(try await registry.modelCounts() == [.created: 3, .errored: 1, .deleted: 1])
      let other = PlainRegistry(registry: registry)
      #expect(try await other.modelCounts() == registry.modelCounts())
      #expect(try await other.newestModels(2, in: .created) == newest)
    }
  }

  /// A registry that has none of the queries itself.
  private struct PlainRegistry: ModelRegistry {
    let registry: SQLiteModelRegistry

    func identity() async throws -> String { try await registry.identity() }
    func insert(_ model: StoredModel, limit: UserLimit?) async throws {}
    func storedModel(withID id: String) async throws -> StoredModel? { nil }
    func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel] {
      try await registry.storedModels(in: statuses)
    }
    func storedModels(withIDs ids: [String]) async throws -> [StoredModel] { [] }
    func storedBytes() async throws -> UInt64 { 0 }
    func update(
      _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
    ) async throws -> ModelUpdate { try await registry.update(id, change) }
  }
}
