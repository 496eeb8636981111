import EtcdStore
public import Foundation
public import TrainingProtos
public import TrainingProvider

extension EtcdModelRegistry {
  public func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel] {
    let models = try await atOneMoment {
      var (ids, revision) = ([String](), nil as Int64?)
      for status in Set(statuses) {
        let query = EtcdQuery(keys.models(in: status), content: .keys, revision: revision)
        try await etcd.readPages(query) { page in
          revision = revision ?? page.revision
          ids += page.entries.map { ClusterKeys.identifier(in: $0.key) }
        }
      }
      return try await readModels(ids, at: revision)
    }
    return models.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  public func storedModels(withIDs ids: [String]) async throws -> [StoredModel] {
    try await translatingErrors { try await readModels(ids, at: nil) }
  }

  /// A page of the models with a status, newest first.
  ///
  /// - Parameters:
  ///   - status: their status.
  ///   - id: the identifier of the last model of the previous page, whatever its status is by now; `nil` for
  ///     the first page.
  ///   - limit: the largest number of models.
  /// - Throws: `ProviderError`, with the code `modelNotFound` if there is no previous model.
  public func models(
    in status: Training_Status, after id: String? = nil, limit: Int = 50
  ) async throws -> ModelListing {
    let range = keys.models(in: status)
    return try await page(range, after: id, limit) {
      keys.list(of: status, $0)
    } ends: { previous in
      // From an hour to several years before.
      (0..<6).map { power in
        let time = (previous?.createdAt ?? Date()).addingTimeInterval(-3600 * pow(8, Double(power)))
        return EtcdKey("\(range.start)\(ClusterKeys.countdown(time))")
      }
    }
  }

  /// A page of the models with an address on their lists, sorted by service and method, and the newest first
  /// for each method. Deleted models have no addresses.
  ///
  /// - Parameters:
  ///   - address: the address, in upper or lower case.
  ///   - id: the identifier of the last model of the previous page; `nil` for the first page.
  ///   - limit: the largest number of models.
  /// - Throws: `ProviderError`, with the code `modelNotFound` if there is no previous model.
  public func models(
    ofAddress address: String, after id: String? = nil, limit: Int = 50
  ) async throws -> ModelListing {
    guard let address = ClusterKeys.normal(address) else {
      return ModelListing(models: [], hasMore: false)
    }
    return try await page(keys.models(of: address, for: nil), after: id, limit) {
      keys.list(of: address, $0)
    }
  }

  public func newestModels(
    _ limit: Int, in status: Training_Status
  ) async throws -> [StoredModel] {
    try await models(in: status, limit: limit).models
  }

  public func modelsWithDatasets(readySince date: Date, limit: Int) async throws -> [String] {
    let range = EtcdKeyRange.from(keys.datasets.start, upTo: keys.datasets(from: date))
    return try await translatingErrors {
      guard limit > 0 else { return [] }
      let page = try await etcd.read(EtcdQuery(range, limit: limit, content: .keys))
      return page.entries.map { ClusterKeys.identifier(in: $0.key) }
    }
  }

  private func page(
    _ range: EtcdKeyRange, after id: String?, _ limit: Int, _ place: (StoredModel) -> EtcdKey,
    ends: (_ previous: StoredModel?) -> [EtcdKey] = { _ in [] }
  ) async throws -> ModelListing {
    guard limit > 0 else { return ModelListing(models: [], hasMore: false) }
    var (range, previous) = (range, nil as StoredModel?)
    if let id {
      guard let found = try await storedModel(withID: id) else {
        throw ProviderError.modelNotFound(id)
      }
      range.start = place(found).successor
      previous = found
    }
    return try await atOneMoment {
      let query = EtcdQuery(range, limit: limit, content: .keys)
      let page = try await etcd.firstEntries(query, before: ends(previous))
      let ids = page.entries.map { ClusterKeys.identifier(in: $0.key) }
      return ModelListing(
        models: try await readModels(ids, at: page.revision), hasMore: page.hasMore)
    }
  }

  /// Reads models as they were at a revision of the store.
  private func readModels(_ ids: [String], at revision: Int64?) async throws -> [StoredModel] {
    try await etcd.entries(ids.map(keys.model), at: revision).compactMap { entry in
      try entry.map { try Training_Cluster_ModelRecord($0).model }
    }
  }

  /// Reads keys as they are at one moment, and begins again if the store is compacted meanwhile.
  private func atOneMoment<T>(_ read: () async throws -> T) async throws -> T {
    try await translatingErrors {
      for _ in 0..<4 {
        do {
          return try await read()
        } catch let error as EtcdError where error.code == .compacted {}
      }
      return try await read()
    }
  }
}

// MARK: Sums

extension EtcdModelRegistry {
  public func storedBytes() async throws -> UInt64 {
    try await usage().reduce(0) { $0 &+ $1.bytes }
  }

  public func modelCounts() async throws -> [Training_Status: Int] {
    try await usage().reduce(into: [:]) { counts, usage in
      guard usage.models != 0 else { return }
      counts[try Training_Status(stored: usage.status), default: 0] += Int(clamping: usage.models)
    }
  }

  private func usage() async throws -> [Training_Cluster_StatusUsage] {
    try await translatingErrors {
      try await etcd.read(EtcdQuery(keys.usage)).entries
        .flatMap { try Training_Cluster_UsageRecord($0).statuses }
    }
  }
}
