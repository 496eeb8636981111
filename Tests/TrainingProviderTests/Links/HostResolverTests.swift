import Foundation
import Synchronization
import Testing

@testable import TrainingProvider

@Suite struct HostResolverTests {
  @Test func namesAreLookedUp() async throws {
    let addresses = try await HostResolver.fetching.addresses(of: "localhost")
    #expect(!addresses.isEmpty)
    #expect(addresses.allSatisfy { NetworkAddress($0)?.isPublic == false })
  }

  @Test func unknownNamesAreRefusedInWords() async throws {
    let error = await #expect(throws: ProviderError.self) {
      _ = try await HostResolver.fetching.addresses(of: "no-such-host.invalid")
    }
    #expect(error?.code == .fetchFailed)
    #expect(error?.message.contains("no-such-host.invalid") == true)
  }

  @Test func aSlowLookupHoldsNobody() async throws {
    let slow = SlowLookup()
    defer { slow.end() }
    let resolver = HostResolver(threads: 2, lookup: slow.lookup)
    let stuck = Task { try await resolver.addresses(of: "slow.example") }
    try await eventually("the lookup begins") { slow.begun == 1 }
    // Other lookups succeed meanwhile.
    #expect(try await resolver.addresses(of: "fast.example") == ["192.0.2.1"])
    // A cancelled task continues at once.
    let clock = ContinuousClock()
    let time = await clock.measure {
      stuck.cancel()
      await #expect(throws: CancellationError.self) { try await stuck.value }
    }
    #expect(time < .seconds(1))
  }

  @Test func lookupsWaitUpToABoundAndNobodyIsLookedUpInVain() async throws {
    let slow = SlowLookup()
    defer { slow.end() }
    let resolver = HostResolver(threads: 1, maxPending: 3, lookup: slow.lookup)
    let stuck = Task { try await resolver.addresses(of: "slow.example") }
    try await eventually("the lookup begins") { slow.begun == 1 }
    let waiting = (0..<2).map { number in
      Task { try await resolver.addresses(of: "\(number).example") }
    }
    try await eventually("both wait") { resolver.pendingCount == 3 }
    let error = await #expect(throws: ProviderError.self) {
      _ = try await resolver.addresses(of: "another.example")
    }
    #expect(error?.code == .fetchFailed)
    waiting[0].cancel()
    await #expect(throws: CancellationError.self) { try await waiting[0].value }
    slow.end()
    #expect(try await stuck.value == ["192.0.2.1"])
    #expect(try await waiting[1].value == ["192.0.2.1"])
    try await eventually("all are done") { resolver.pendingCount == 0 }
    #expect(slow.names == ["slow.example", "1.example"])
  }

  /// A domain whose name servers don't answer gets no more threads, so other lookups succeed.
  @Test func silentDomainsAreRefused() async throws {
    let slow = SlowLookup()
    defer { slow.end() }
    let resolver = HostResolver(threads: 2, maxSlow: 1, lookup: slow.lookup)
    let stuck = Task { try await resolver.addresses(of: "slow.example") }
    try await eventually("the lookup begins") { slow.begun == 1 }
    #expect(try await resolver.addresses(of: "a.b.example") == ["192.0.2.1"])
    try await Task.sleep(for: .milliseconds(1100))
    let error = await #expect(throws: ProviderError.self) {
      _ = try await resolver.addresses(of: "another.slow.example")
    }
    #expect(error?.message.contains("slow.example do not answer") == true)
    #expect(try await resolver.addresses(of: "a.b.example") == ["192.0.2.1"])
    stuck.cancel()
    _ = await stuck.result
  }
}

extension HostResolverTests {
  /// Even as many blocked lookups as fetches can leave behind don't delay another fetch, whatever
  /// names they look up.
  @Test func stuckLookupsHoldUpNoFetch() async throws {
    let slow = SlowLookup()
    defer { slow.end() }
    let resolver = HostResolver.forFetches(lookup: slow.lookup)
    let stuck = (0..<3 * JobLimits().concurrentFetches).map { _ in
      Task { try await resolver.addresses(of: "slow.example") }
    }
    try await eventually("the lookups begin") { slow.begun == stuck.count }
    try await Task.sleep(for: .milliseconds(1100))
    for task in stuck { task.cancel() }
    #expect(try await resolver.addresses(of: "paid.slow.example") == ["192.0.2.1"])
  }

  @Test(arguments: [
    ("a.b.example.com", "example.com"), ("example.com", "example.com"), ("com", "com"),
    ("shop.acme.co.uk", "acme.co.uk"), ("co.uk", "co.uk"), ("a.acme.de", "acme.de"),
    ("x.io", "x.io"), ("a.b.x.io", "x.io"), ("", ""),
  ])
  func domainsHaveOneOwner(_ host: String, _ domain: String) {
    #expect(HostResolver.domain(of: host) == domain)
  }
}

/// A lookup that blocks for the host `slow.example` until it is told to end.
private final class SlowLookup: Sendable {
  private let mayEnd = DispatchSemaphore(value: 0)
  private let asked = Mutex<[String]>([])

  var names: [String] { asked.withLock { $0 } }
  var begun: Int { names.count }

  var lookup: HostResolver.Lookup {
    { [self] host throws(ProviderError) in
      asked.withLock { $0.append(host) }
      if host == "slow.example" {
        mayEnd.wait()
        mayEnd.signal()
      }
      return ["192.0.2.1"]
    }
  }

  func end() { mayEnd.signal() }
}
