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

  /// Reads the first entries of a range.
  ///
  /// etcd visits all keys of a range, however few are wanted. So parts of the range are tried before the whole
  /// one.
  ///
  /// - Parameters:
  ///   - query: the range, and how many entries are wanted.
  ///   - ends: nearer ends of the range, the nearest first.
  func firstEntries(_ query: EtcdQuery, before ends: [EtcdKey]) async throws -> EtcdPage {
    for end in ends where query.range.start < end && query.range.end.map({ end < $0 }) ?? false {
      var part = query
      part.range.end = end
      part.limit = query.limit + 1
      var page = try await read(part)
      guard page.entries.count > query.limit else { continue }
      page.entries.removeLast()
      page.hasMore = true
      return page
    }
    return try await read(query)
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
