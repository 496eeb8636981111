import EtcdStore

extension EtcdClient {
  /// etcd's limit on the number of operations in a transaction.
  private static var maxOperations: Int { 128 }

  /// Reads many keys, as many at one moment as etcd accepts. Later ones are never older than earlier ones.
  ///
  /// - Parameter revision: the store's revision to read at; `nil` for the present.
  func entries(_ keys: [EtcdKey], at revision: Int64? = nil) async throws -> [EtcdEntry?] {
    try await pages(keys.map { EtcdQuery(.key($0), revision: revision) }).map(\.entries.first)
  }

  /// Counts the keys of many ranges.
  func counts(_ ranges: [EtcdKeyRange]) async throws -> [Int] {
    try await pages(ranges.map { EtcdQuery($0, content: .count) }).map(\.count)
  }

  /// Reads many ranges, as many at one moment as etcd accepts.
  func pages(_ queries: [EtcdQuery]) async throws -> [EtcdPage] {
    var pages: [EtcdPage] = []
    for start in stride(from: 0, to: queries.count, by: Self.maxOperations) {
      let part = queries[start...].prefix(Self.maxOperations)
      pages += try await commit(
        EtcdTransaction(then: part.map { .read($0) }), isRepeatable: true
      ).pages
    }
    guard pages.count == queries.count else { throw EtcdModelRegistry.incomplete }
    return pages
  }
}
