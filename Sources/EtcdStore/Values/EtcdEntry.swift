public import Foundation
import SwiftProtobuf

/// A key and its value.
public struct EtcdEntry: Hashable, Sendable {
  /// The key.
  public var key: EtcdKey

  /// The value; empty if only keys were asked for.
  public var value: Data

  /// The store's revision at which the key was created.
  public var createRevision: Int64

  /// The store's revision of the last change.
  public var modRevision: Int64

  /// The lease that the key ends with, if any.
  public var lease: EtcdLease.ID?

  init(_ message: Etcdserverpb_KeyValue) {
    key = EtcdKey(bytes: message.key)
    value = message.value
    createRevision = message.createRevision
    modRevision = message.modRevision
    lease = message.lease == 0 ? nil : EtcdLease.ID(message.lease)
  }
}

/// What a read returns.
public struct EtcdPage: Hashable, Sendable {
  /// The keys and values, at most as many as the limit.
  public var entries: [EtcdEntry]

  /// The number of keys in the range, whatever the limit.
  public var count: Int

  /// Whether the range has more keys than were returned.
  public var hasMore: Bool

  /// The store's revision when the request was served.
  public var revision: Int64

  init(_ message: Etcdserverpb_RangeResponse) {
    entries = message.kvs.map(EtcdEntry.init)
    count = Int(message.count)
    hasMore = message.more
    revision = message.header.revision
  }
}

/// A read.
public struct EtcdQuery: Hashable, Sendable {
  /// The keys.
  public var range: EtcdKeyRange

  /// The largest number of entries; 0 for all.
  public var limit: Int

  /// Whether the last keys come first.
  public var isDescending: Bool

  /// What to return of each entry.
  public var content: Content

  /// The store's revision to read at; `nil` for the present. Old revisions can be compacted.
  public var revision: Int64?

  /// Leaves out entries that were created before a revision of the store.
  public var minCreateRevision: Int64

  /// What to return of each entry.
  public enum Content: Hashable, Sendable {
    /// Keys and values.
    case keysAndValues
    /// Keys alone.
    case keys
    /// Only ``EtcdPage/count``.
    case count
  }

  /// Creates a query.
  public init(
    _ range: EtcdKeyRange, limit: Int = 0, isDescending: Bool = false,
    content: Content = .keysAndValues, revision: Int64? = nil, minCreateRevision: Int64 = 0
  ) {
    self.range = range
    self.limit = limit
    self.isDescending = isDescending
    self.content = content
    self.revision = revision
    self.minCreateRevision = minCreateRevision
  }

  var message: Etcdserverpb_RangeRequest {
    .with {
      $0.key = range.start.bytes
      $0.rangeEnd = range.endBytes
      $0.limit = Int64(limit)
      $0.sortOrder = isDescending ? .descend : .none
      $0.keysOnly = content == .keys
      $0.countOnly = content == .count
      $0.revision = revision ?? 0
      $0.minCreateRevision = minCreateRevision
    }
  }
}
