import Foundation
import Testing

@testable import TrainingProvider
@testable import TrainingRuntime

/// Models that a cache can load: which versions there are, when loads may go on, and what was asked
/// for.
final class StubModels: Sendable {
  /// Holds loads up while it is closed.
  let loading = Gate(open: true)

  /// Holds up the answers of lookups while it is closed.
  let lookingUp = Gate(open: true)

  /// The lookups so far.
  let lookups = Shared<[String]>([])

  /// The loads that have begun, each as `MODEL/VERSION`.
  let begun = Shared<[String]>([])

  /// The versions that were in memory and no longer are.
  let released = Shared<[String]>([])

  private let artefacts = Shared<[String: ModelArtefacts]>([:])

  /// A model in memory.
  final class Model: Sendable {
    let version: String
    private let released: Shared<[String]>

    init(_ version: String, released: Shared<[String]>) {
      self.version = version
      self.released = released
    }

    deinit {
      released.change { [version] in $0.append(version) }
    }
  }

  init(_ ids: [String] = [], bytes: UInt64 = 1) {
    for id in ids { train(id, bytes: bytes) }
  }

  /// Ends a training of a model.
  func train(_ id: String, version: Int = 1, bytes: UInt64 = 1) {
    artefacts.change {
      $0[id] = ModelArtefacts(
        modelID: id, version: "\(id)/\(version)", directory: URL(fileURLWithPath: "/nowhere"),
        byteCount: bytes)
    }
  }

  func delete(_ id: String) {
    artefacts.change { $0[id] = nil }
  }

  /// A cache of the models, for whose cost `cost` stands, and whose loads end as `end` does.
  func cache(
    _ limits: ModelCacheLimits = ModelCacheLimits(), log: TestLog = TestLog(),
    cost: (@Sendable (Model) -> Int)? = nil,
    end: @escaping @Sendable (ModelArtefacts) throws -> Void
  ) -> ModelCache<Model> {
    ModelCache(limits: limits, logger: log.logger, cost: cost, lookUp: lookUp) { [self] in
      begun.change { [version = $0.version] in $0.append(version) }
      try await loading.pass()
      try end($0)
      return Model($0.version, released: released)
    }
  }

  /// A cache of the models, all of which can be loaded.
  func cache(
    _ limits: ModelCacheLimits = ModelCacheLimits(), cost: (@Sendable (Model) -> Int)? = nil
  ) -> ModelCache<Model> {
    cache(limits, cost: cost, end: { _ in })
  }

  /// The reference that a guard would make of a version.
  func reference(_ id: String, version: Int? = 1) -> ModelReference {
    ModelReference(id: id, origin: .trained, version: version.map { "\(id)/\($0)" })
  }

  private func lookUp(_ id: String) async throws -> ModelArtefacts {
    let found = artefacts.value[id]
    lookups.change { $0.append(id) }
    try await lookingUp.pass()
    guard let found else { throw ProviderError.modelNotFound(id) }
    return found
  }
}
