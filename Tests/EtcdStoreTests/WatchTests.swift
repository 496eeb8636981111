import EtcdStore
import Foundation
import Synchronization
import TestSupport
import Testing

/// Remembers what a watcher learnt.
final class Watched: Sendable {
  private let updates = Mutex<[EtcdWatchUpdate]>([])

  func add(_ update: EtcdWatchUpdate) { updates.withLock { $0.append(update) } }

  var all: [EtcdWatchUpdate] { updates.withLock(\.self) }

  /// The values that were set, in order.
  var values: [String] {
    all.flatMap { update -> [String] in
      guard case .changes(let changes, _) = update else { return [] }
      return changes.map { change in
        switch change {
        case .put(let entry): String(decoding: entry.value, as: UTF8.self)
        case .delete: "deleted"
        }
      }
    }
  }

  func waitForValues(_ count: Int) async throws {
    let end = ContinuousClock.now + .seconds(20)
    while values.count < count {
      try #require(.now < end, "only \(values)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}

@Suite(.needsEtcd) struct WatchTests {
  @Test func changesAreSeenInOrder() async throws {
    let etcd = try EtcdClient.shared()
    let prefix = EtcdKey.fresh()
    let start = try await etcd.put(EtcdKey("\(prefix)0"), text("before"))
    let watched = Watched()
    let watch = Task {
      try await etcd.watch(.prefix(EtcdKey(prefix)), after: start) { watched.add($0) }
    }
    for number in 0..<50 {
      try await etcd.put(EtcdKey("\(prefix)\(number % 3)"), text("\(number)"))
    }
    try await etcd.delete(.key(EtcdKey("\(prefix)0")))
    try await etcd.put(EtcdKey("other-\(prefix)"), text("outside"))
    try await watched.waitForValues(51)
    #expect(watched.values == (0..<50).map(String.init) + ["deleted"])
    watch.cancel()
    await #expect(throws: CancellationError.self) { try await watch.value }
  }

  /// A watcher that was away for so long that etcd has forgotten what it missed is told so, and sees
  /// what comes later.
  @Test func aWatchGoesOnAfterACompaction() async throws {
    let etcd = try EtcdClient.shared()
    let key = EtcdKey(EtcdKey.fresh())
    let start = try await etcd.put(key, text("0"))
    for number in 1..<5 { try await etcd.put(key, text("\(number)")) }
    let last = try await etcd.put(key, text("5"))
    try await etcd.compact(at: last)
    let watched = Watched()
    let watch = Task { try await etcd.watch(.key(key), after: start - 1) { watched.add($0) } }
    defer { watch.cancel() }
    try await watched.waitForValues(1)
    try await etcd.put(key, text("6"))
    try await watched.waitForValues(2)
    guard case .gap(let resuming) = try #require(watched.all.first) else {
      Issue.record("the gap isn't reported: \(watched.all)")
      return
    }
    #expect(resuming >= last)
    #expect(watched.values == ["5", "6"])
  }

  @Test func errorsOfTheWatcherEndTheWatch() async throws {
    struct Enough: Error {}
    let etcd = try EtcdClient.shared()
    let key = EtcdKey(EtcdKey.fresh())
    let start = try await etcd.put(key, text("0"))
    try await etcd.put(key, text("1"))
    await #expect(throws: Enough.self) {
      try await etcd.watch(.key(key), after: start) { _ in throw Enough() }
    }
  }
}
