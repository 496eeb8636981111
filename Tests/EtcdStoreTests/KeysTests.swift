import EtcdStore
import Foundation
import TestSupport
import Testing

@Suite(.needsEtcd) struct KeysTests {
  @Test func valuesAreSetReadAndDeleted() async throws {
    let etcd = try EtcdClient.shared()
    let key = EtcdKey(EtcdKey.fresh())
    #expect(try await etcd.get(key) == nil)
    let first = try await etcd.put(key, text("one"))
    let second = try await etcd.put(key, text("two"))
    let entry = try #require(try await etcd.get(key))
    #expect(entry.value == text("two"))
    #expect((entry.createRevision, entry.modRevision) == (first, second))
    try await etcd.delete(.key(key))
    #expect(try await etcd.get(key) == nil)
  }

  @Test func rangesAreReadInPages() async throws {
    let etcd = try EtcdClient.shared()
    let prefix = EtcdKey.fresh()
    let keys = (0..<25).map { EtcdKey("\(prefix)\($0 + 10)") }
    for key in keys { try await etcd.put(key, key.bytes) }
    try await etcd.put(EtcdKey(prefix.dropLast() + "0"), text("after the range"))
    for isDescending in [false, true] {
      var read: [EtcdKey] = []
      var pages = 0
      try await etcd.readPages(
        EtcdQuery(.prefix(EtcdKey(prefix)), limit: 10, isDescending: isDescending)
      ) {
        read += $0.entries.map(\.key)
        pages += 1
      }
      #expect(read == (isDescending ? keys.reversed() : keys))
      #expect(pages == 3)
    }
    let count = try await etcd.read(EtcdQuery(.prefix(EtcdKey(prefix)), content: .count))
    #expect(count.count == 25 && count.entries.isEmpty)
    let names = try await etcd.read(EtcdQuery(.prefix(EtcdKey(prefix)), limit: 2, content: .keys))
    #expect(names.entries.map(\.value) == [Data(), Data()])
    #expect(names.hasMore && names.count == 25)
  }

  /// All pages show the store at one moment.
  @Test func pagesAreConsistent() async throws {
    let etcd = try EtcdClient.shared()
    let prefix = EtcdKey.fresh()
    for number in 0..<6 { try await etcd.put(EtcdKey("\(prefix)\(number)"), text("old")) }
    var values: [Data] = []
    try await etcd.readPages(EtcdQuery(.prefix(EtcdKey(prefix)), limit: 2)) { page in
      values += page.entries.map(\.value)
      for number in 0..<9 { try await etcd.put(EtcdKey("\(prefix)\(number)"), text("new")) }
    }
    #expect(values == Array(repeating: text("old"), count: 6))
  }

  @Test func transactionsCompare() async throws {
    let etcd = try EtcdClient.shared()
    let prefix = EtcdKey.fresh()
    let (key, other) = (EtcdKey("\(prefix)a"), EtcdKey("\(prefix)b"))
    let create = EtcdTransaction(
      if: [.isMissing(key)], then: [.put(key, text("1")), .put(other, text("1"))],
      else: [.read(EtcdQuery(.key(key)))])
    let created = try await etcd.commit(create)
    #expect(created.succeeded)
    let again = try await etcd.commit(create)
    #expect(!again.succeeded)
    #expect(again.pages[0].entries.map(\.value) == [text("1")])
    let change = EtcdTransaction(
      if: [.lastChange(of: key, isAt: created.revision)], then: [.put(key, text("2"))])
    #expect(try await etcd.commit(change).succeeded)
    #expect(try await !etcd.commit(change).succeeded)
    let condition = EtcdCondition.creation(of: key, isAt: created.revision)
    #expect(
      try await etcd.commit(EtcdTransaction(if: [condition], then: [.delete(.key(key))])).succeeded)
  }

  @Test func newKeysOfARangeAreNoticed() async throws {
    let etcd = try EtcdClient.shared()
    let range = EtcdKeyRange.prefix(EtcdKey(EtcdKey.fresh()))
    func isUnchanged(since revision: Int64) async throws -> Bool {
      try await etcd.commit(
        EtcdTransaction(if: [.noneCreated(in: range, after: revision)], then: [])
      ).succeeded
    }
    let empty = try await etcd.read(EtcdQuery(range)).revision
    #expect(try await isUnchanged(since: empty))
    let created = try await etcd.put(EtcdKey("\(range.start)a"), text("1"))
    #expect(try await !isUnchanged(since: empty))
    // A changed value isn't a new key.
    try await etcd.put(EtcdKey("\(range.start)a"), text("2"))
    #expect(try await isUnchanged(since: created))
  }

  @Test func whatIsTooLargeIsRefused() async throws {
    let etcd = try EtcdClient.shared()
    let prefix = EtcdKey.fresh()
    let large = await #expect(throws: EtcdError.self) {
      try await etcd.put(EtcdKey(prefix), Data(count: 2 << 20))
    }
    #expect(large?.code == .tooLarge)
    let many = await #expect(throws: EtcdError.self) {
      let operations = (0..<129).map { EtcdOperation.put(EtcdKey("\(prefix)\($0)"), Data()) }
      try await etcd.commit(EtcdTransaction(then: operations))
    }
    #expect(many?.code == .tooLarge)
  }

  /// Transactions within a transaction make room for more changes than etcd accepts in one list.
  @Test func innerTransactionsAreMadeAtOnce() async throws {
    let etcd = try EtcdClient.shared()
    let prefix = EtcdKey.fresh()
    let keys = (0..<1000).map { EtcdKey("\(prefix)\($0)") }
    let parts = stride(from: 0, to: keys.count, by: 60).map { start in
      EtcdTransaction(then: keys[start...].prefix(60).map { .put($0, text("1")) })
    }
    let condition = EtcdCondition.isMissing(keys[999])
    let result = try await etcd.commit(
      EtcdTransaction(if: [condition], then: parts.map { .transaction($0) }))
    #expect(result.succeeded)
    let query = EtcdQuery(.prefix(EtcdKey(prefix)), content: .count)
    #expect(try await etcd.read(query).count == 1000)
    let reading = EtcdTransaction(then: keys.prefix(2).map { .read(EtcdQuery(.key($0))) })
    let read = try await etcd.commit(
      EtcdTransaction(if: [condition], then: [], else: [.transaction(reading)]))
    #expect(!read.succeeded)
    #expect(read.pages.flatMap(\.entries).map(\.key) == Array(keys.prefix(2)))
  }

  @Test func compactedRevisionsCannotBeRead() async throws {
    let etcd = try EtcdClient.shared()
    let key = EtcdKey(EtcdKey.fresh())
    let old = try await etcd.put(key, text("1"))
    let new = try await etcd.put(key, text("2"))
    #expect(
      try await etcd.read(EtcdQuery(.key(key), revision: old)).entries.map(\.value) == [text("1")])
    try await etcd.compact(at: new)
    let error = await #expect(throws: EtcdError.self) {
      _ = try await etcd.read(EtcdQuery(.key(key), revision: old))
    }
    #expect(error?.code == .compacted)
    let size = try await etcd.storeSize()
    #expect(size.file >= size.used && size.used > 0)
  }

  @Test func cancelledCallsEnd() async throws {
    let etcd = try EtcdClient.shared()
    let task = Task {
      while true { _ = try await etcd.get("nothing") }
    }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
