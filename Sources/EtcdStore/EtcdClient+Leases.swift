import GRPCCore
import SwiftProtobuf

extension EtcdClient {
  /// Creates a lease.
  ///
  /// - Parameter term: rounded up to whole seconds. etcd can make it longer: it accepts no term below
  ///   one and a half election timeouts.
  /// - Throws: ``EtcdError``
  public func grantLease(for term: Duration) async throws -> EtcdLease {
    let seconds = term.components.seconds + (term.components.attoseconds > 0 ? 1 : 0)
    let request = Etcdserverpb_LeaseGrantRequest.with { $0.ttl = max(seconds, 1) }
    // A lease that was granted twice ends by itself.
    let response = try await call(isRepeatable: true) { member, metadata, options in
      try await member.leases.leaseGrant(request, metadata: metadata, options: options)
    }
    return EtcdLease(id: EtcdLease.ID(response.id), term: .seconds(response.ttl))
  }

  /// Lets a lease last for another term from now on.
  ///
  /// - Throws: ``EtcdError`` with ``EtcdError/Code/leaseNotFound`` if the lease has ended.
  public func renewLease(_ id: EtcdLease.ID) async throws {
    let request = Etcdserverpb_LeaseKeepAliveRequest.with { $0.id = id.number }
    let term = try await call(isRepeatable: true) { member, metadata, options in
      try await member.leases.leaseKeepAlive(metadata: metadata, options: options) { writer in
        try await writer.write(request)
      } onResponse: { response in
        for try await message in response.messages { return message.ttl }
        throw RPCError(code: .unavailable, message: "etcd ended the stream without an answer")
      }
    }
    guard term > 0 else { throw EtcdError(.leaseNotFound, "the lease has ended") }
  }

  /// Ends a lease and deletes its keys. Does nothing if the lease has ended.
  ///
  /// - Throws: ``EtcdError``
  public func revokeLease(_ id: EtcdLease.ID) async throws {
    let request = Etcdserverpb_LeaseRevokeRequest.with { $0.id = id.number }
    do {
      _ = try await call(isRepeatable: true) { member, metadata, options in
        try await member.leases.leaseRevoke(request, metadata: metadata, options: options)
      }
    } catch let error as EtcdError where error.code == .leaseNotFound {
      return
    }
  }

  /// Renews a lease three times in each term until the task is cancelled.
  ///
  /// - Throws: ``EtcdError`` with ``EtcdError/Code/leaseNotFound`` once the lease has ended, or if it
  ///   couldn't be renewed for a whole term; `CancellationError`.
  public func keepAlive(_ lease: EtcdLease) async throws {
    var end = ContinuousClock.now + lease.term
    while true {
      try await Task.sleep(for: lease.term / 3)
      let asked = ContinuousClock.now
      do {
        try await renewLease(lease.id)
        end = asked + lease.term
      } catch let error as EtcdError where error.code != .leaseNotFound {
        guard .now < end else {
          throw EtcdError(
            .leaseNotFound, "the lease couldn't be renewed within its term", cause: error)
        }
      }
    }
  }
}
