import EtcdStore
import Foundation
import TestSupport
import Testing

@Suite(.needsEtcd) struct LeaseTests {
  @Test func keysEndWithTheirLease() async throws {
    let etcd = try EtcdClient.shared()
    let key = EtcdKey(EtcdKey.fresh())
    let lease = try await etcd.grantLease(for: .milliseconds(900))
    #expect(lease.term == .seconds(1))
    try await etcd.put(key, Data(), lease: lease.id)
    #expect(try await etcd.get(key)?.lease == lease.id)
    let begin = ContinuousClock.now
    while try await etcd.get(key) != nil {
      try #require(.now - begin < .seconds(10), "the key doesn't end")
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(.now - begin > .milliseconds(800))
    let error = await #expect(throws: EtcdError.self) { try await etcd.renewLease(lease.id) }
    #expect(error?.code == .leaseNotFound)
  }

  @Test func renewedLeasesLast() async throws {
    let etcd = try EtcdClient.shared()
    let key = EtcdKey(EtcdKey.fresh())
    let lease = try await etcd.grantLease(for: .seconds(1))
    try await etcd.put(key, Data(), lease: lease.id)
    let keeper = Task { try await etcd.keepAlive(lease) }
    try await Task.sleep(for: .seconds(3))
    #expect(try await etcd.get(key) != nil)
    keeper.cancel()
    await #expect(throws: CancellationError.self) { try await keeper.value }
    try await etcd.revokeLease(lease.id)
    #expect(try await etcd.get(key) == nil)
    // It has ended already.
    try await etcd.revokeLease(lease.id)
  }

  @Test func keepersNoticeTheEnd() async throws {
    let etcd = try EtcdClient.shared()
    let lease = try await etcd.grantLease(for: .seconds(1))
    try await etcd.revokeLease(lease.id)
    let error = await #expect(throws: EtcdError.self) { try await etcd.keepAlive(lease) }
    #expect(error?.code == .leaseNotFound)
  }
}
