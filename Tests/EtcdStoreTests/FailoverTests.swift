import EtcdStore
import Foundation
import TestSupport
import Testing

/// Three members, some of which are killed or halted.
@Suite(.needsEtcd, .serialized) struct FailoverTests {
  /// Each of many increments is made exactly once, whichever member is killed meanwhile.
  @Test func changesAreMadeOnceWhileMembersAreKilled() async throws {
    let cluster = try EtcdCluster(of: 3)
    defer { cluster.end() }
    let etcd = try EtcdClient(EtcdConfiguration(ports: cluster.ports))
    try await etcd.put("counter", text("0"))
    let killer = Task {
      for round in 0..<4 {
        try await Task.sleep(for: .milliseconds(700))
        cluster.nodes[round % 3].end()
        try await Task.sleep(for: .milliseconds(700))
        try cluster.nodes[round % 3].start()
      }
    }
    var (increments, slowest) = (0, Duration.zero)
    while !killer.isCancelled, increments < 20_000 {
      let begin = ContinuousClock.now
      try await increment("counter", in: etcd)
      slowest = max(slowest, .now - begin)
      increments += 1
      if increments % 16 == 0, await isOver(killer) { break }
    }
    let value = try #require(try await etcd.get("counter")).value
    #expect(Int(String(decoding: value, as: UTF8.self).prefix { $0 != " " }) == increments)
    #expect(slowest < .seconds(10))
  }

  /// Adds one to a number. A change that was made without an answer is found by its name.
  private func increment(_ key: EtcdKey, in etcd: EtcdClient) async throws {
    let name = UUID().uuidString
    while true {
      let entry = try #require(try await etcd.get(key))
      let words = String(decoding: entry.value, as: UTF8.self).split(separator: " ")
      if words.count > 1, String(words[1]) == name { return }
      let next = try #require(Int(words[0])) + 1
      let result = try await etcd.commit(
        EtcdTransaction(
          if: [.lastChange(of: key, isAt: entry.modRevision)],
          then: [.put(key, text("\(next) \(name)"))]), isRepeatable: true)
      if result.succeeded { return }
    }
  }

  private func isOver(_ task: Task<Void, any Error>) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        _ = await task.result
        return true
      }
      group.addTask {
        try? await Task.sleep(for: .milliseconds(1))
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  /// A halted member still has its connections, so only the time tells.
  @Test func aHaltedMemberIsLeft() async throws {
    let cluster = try EtcdCluster(of: 3)
    defer { cluster.end() }
    let etcd = try EtcdClient(
      EtcdConfiguration(ports: cluster.ports, attemptTimeout: .milliseconds(800)))
    try await etcd.put("a", text("1"))
    cluster.nodes[0].halt()
    let begin = ContinuousClock.now
    #expect(try await etcd.get("a")?.value == text("1"))
    #expect(.now - begin < .seconds(8))
    // The next call asks the member that answered.
    let second = ContinuousClock.now
    try await etcd.put("a", text("2"))
    #expect(.now - second < .seconds(3))
    cluster.nodes[0].resume()
  }

  /// No change is missed and none is seen twice when the member that is asked is killed.
  @Test func aWatchGoesOnElsewhere() async throws {
    let cluster = try EtcdCluster(of: 3)
    defer { cluster.end() }
    let etcd = try EtcdClient(EtcdConfiguration(ports: cluster.ports))
    let start = try await etcd.put("w/0", text("before"))
    let watched = Watched()
    let watch = Task { try await etcd.watch(.prefix("w/"), after: start) { watched.add($0) } }
    defer { watch.cancel() }
    for number in 0..<30 {
      if number == 10 { cluster.nodes[0].end() }
      if number == 20 { try cluster.nodes[0].start() }
      try await etcd.put(EtcdKey("w/\(number)"), text("\(number)"))
    }
    try await watched.waitForValues(30)
    #expect(watched.values == (0..<30).map(String.init))
  }

  @Test func withoutAMajorityCallsFailInTime() async throws {
    let cluster = try EtcdCluster(of: 3)
    defer { cluster.end() }
    let patient = try EtcdClient(EtcdConfiguration(ports: cluster.ports))
    try await patient.put("a", text("1"))
    let etcd = try EtcdClient(
      EtcdConfiguration(
        ports: cluster.ports, timeout: .seconds(2), attemptTimeout: .milliseconds(500)))
    for node in cluster.nodes { node.end() }
    let begin = ContinuousClock.now
    let error = await #expect(throws: EtcdError.self) { _ = try await etcd.get("a") }
    #expect(error?.code == .unavailable)
    #expect(.now - begin < .seconds(6))
    let change = await #expect(throws: EtcdError.self) {
      try await etcd.commit(EtcdTransaction(then: [.put("a", text("2"))]))
    }
    #expect(change?.code == .unavailable && change?.mayHaveHappened == true)
    for node in cluster.nodes { try node.start() }
    #expect(try await patient.get("a")?.value == text("1"))
  }
}
