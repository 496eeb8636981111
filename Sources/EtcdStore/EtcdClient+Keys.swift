public import Foundation
import SwiftProtobuf

extension EtcdClient {
  /// Returns the value of a key; `nil` if the key doesn't exist.
  ///
  /// - Throws: ``EtcdError``
  public func get(_ key: EtcdKey) async throws -> EtcdEntry? {
    try await read(EtcdQuery(.key(key))).entries.first
  }

  /// Reads a range of keys.
  ///
  /// - Throws: ``EtcdError``
  public func read(_ query: EtcdQuery) async throws -> EtcdPage {
    try await call(isRepeatable: true) { member, metadata, options in
      EtcdPage(try await member.keys.range(query.message, metadata: metadata, options: options))
    }
  }

  /// Reads all keys of a range, a page at a time, as they are at one moment.
  ///
  /// - Parameters:
  ///   - query: the range and what to return. The limit is the size of a page; 1000 if it is 0.
  ///   - use: is called with each page.
  /// - Throws: ``EtcdError`` with ``EtcdError/Code/compacted`` if the store is compacted meanwhile; what
  ///   `use` throws.
  public func readPages(
    _ query: EtcdQuery, _ use: (EtcdPage) async throws -> Void
  ) async throws {
    var next = query
    if next.limit == 0 { next.limit = 1000 }
    // A key alone is one page.
    guard let end = query.range.end else { return try await use(read(next)) }
    while true {
      let page = try await read(next)
      try await use(page)
      guard page.hasMore, let last = page.entries.last?.key else { return }
      next.revision = next.revision ?? page.revision
      next.range =
        query.isDescending
        ? .from(query.range.start, upTo: last) : .from(last.successor, upTo: end)
    }
  }

  /// Makes several changes at once.
  ///
  /// - Parameters:
  ///   - transaction: the conditions and the operations.
  ///   - isRepeatable: whether the transaction may be carried out twice. If it is, the second answer
  ///     can say that the conditions don't hold because of the first one.
  /// - Throws: ``EtcdError``
  @discardableResult
  public func commit(
    _ transaction: EtcdTransaction, isRepeatable: Bool = false
  ) async throws -> EtcdTransactionResult {
    let message = transaction.message
    return try await call(isRepeatable: isRepeatable) { member, metadata, options in
      EtcdTransactionResult(
        try await member.keys.txn(message, metadata: metadata, options: options))
    }
  }

  /// Sets the value of a key.
  ///
  /// - Returns: the store's revision afterwards.
  /// - Throws: ``EtcdError``
  @discardableResult
  public func put(
    _ key: EtcdKey, _ value: Data, lease: EtcdLease.ID? = nil
  ) async throws -> Int64 {
    try await commit(
      EtcdTransaction(then: [.put(key, value, lease: lease)]), isRepeatable: true
    ).revision
  }

  /// Deletes a range of keys.
  ///
  /// - Throws: ``EtcdError``
  public func delete(_ range: EtcdKeyRange) async throws {
    try await commit(EtcdTransaction(then: [.delete(range)]), isRepeatable: true)
  }

  /// Forgets what the store contained before a revision, which frees space. etcd can do so by itself:
  /// see its option `--auto-compaction-retention`.
  ///
  /// - Throws: ``EtcdError`` with ``EtcdError/Code/compacted`` if that was done already.
  public func compact(at revision: Int64) async throws {
    let request = Etcdserverpb_CompactionRequest.with { $0.revision = revision }
    _ = try await call(isRepeatable: true) { member, metadata, options in
      try await member.keys.compact(request, metadata: metadata, options: options)
    }
  }

  /// The size of the store's file on the preferred member, in bytes, and the part that is in use.
  ///
  /// - Throws: ``EtcdError``
  public func storeSize() async throws -> (file: Int64, used: Int64) {
    try await call(isRepeatable: true) { member, metadata, options in
      let status = try await member.maintenance.status(
        Etcdserverpb_StatusRequest(), metadata: metadata, options: options)
      return (status.dbSize, status.dbSizeInUse)
    }
  }
}
