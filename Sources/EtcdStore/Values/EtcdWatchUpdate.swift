/// What a watcher learns.
public enum EtcdWatchUpdate: Hashable, Sendable {
  /// Keys were changed. Later changes come later, and none is missing.
  ///
  /// - Parameter revision: the store's revision of the last change.
  case changes([EtcdChange], revision: Int64)

  /// etcd has forgotten changes that the watcher hasn't seen: read the keys again. The changes that
  /// follow are those from a revision on, which that read may already contain.
  case gap(resumingAt: Int64)
}

/// A change of a key.
public enum EtcdChange: Hashable, Sendable {
  /// A key was created, or its value was set.
  case put(EtcdEntry)

  /// A key was deleted, or its lease has ended.
  case delete(EtcdKey)

  /// The key that was changed.
  public var key: EtcdKey {
    switch self {
    case .put(let entry): entry.key
    case .delete(let key): key
    }
  }

  init(_ event: Etcdserverpb_Event) {
    self =
      event.type == .delete
      ? .delete(EtcdKey(bytes: event.kv.key)) : .put(EtcdEntry(event.kv))
  }
}
