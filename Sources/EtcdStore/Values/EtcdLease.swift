/// A term for which keys exist. When it ends without having been renewed, etcd deletes the keys.
public struct EtcdLease: Hashable, Sendable {
  /// The name of the lease.
  public var id: ID

  /// The length of the term in whole seconds.
  public var term: Duration

  /// Names a lease.
  public struct ID: Hashable, Sendable {
    let number: Int64

    init(_ number: Int64) {
      self.number = number
    }
  }
}
