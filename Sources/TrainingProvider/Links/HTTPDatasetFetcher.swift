public import Foundation

/// The fetcher that ships: HTTP and HTTPS, streaming, with bounded redirects and timeouts.
///
/// Every hop is checked on its own. A host's addresses are asked for once, all of them have to be
/// admitted, and the connection goes to one of them: asking again when connecting would let a name
/// server answer differently the second time.
///
/// Names are looked up on threads of their own, at most 64 for probes and 64 for fetches at once.
/// Everything ends promptly when its task is cancelled, and leaves no connection behind.
public struct HTTPDatasetFetcher: DatasetFetcher {
  /// Which links are followed.
  public var policy: LinkPolicy

  /// How many redirects are followed, each held against the policy.
  public var maxRedirects: Int

  /// How long a host's name may take to be looked up, and then a connection to open.
  public var connectTimeout: Duration

  /// How long the server may take to begin an answer, and how long it may stay silent in one.
  public var idleTimeout: Duration

  /// How long the whole transfer may take, in whatever state; a last resort, as the provider stops
  /// transfers that are too slow by ``TransferLimits``.
  public var timeout: Duration

  /// How long a probe may take, with everything that belongs to it, and how long it may wait for
  /// its turn before.
  public var probeTimeout: Duration

  /// How long a probe may take while others wait for their turn.
  public var contendedProbeTimeout: Duration

  /// Whom a fetch asks for addresses: a job that is paid for.
  var resolver = HostResolver.fetching

  /// Whom a probe asks: those that anybody can have made must not hold up the others.
  var probeResolver = HostResolver.probing

  var tls = TLSClient.system
  private let places: WorkPlaces

  /// - Parameters:
  ///   - policy: which links are followed.
  ///   - maxRedirects: how many redirects are followed.
  ///   - connectTimeout: how long a host's name may take to be looked up, and then a connection to
  ///     open.
  ///   - idleTimeout: how long the server may take to begin an answer, and how long it may stay
  ///     silent in one.
  ///   - timeout: how long the whole transfer may take.
  ///   - probeTimeout: how long a probe may take, with everything that belongs to it.
  ///   - contendedProbeTimeout: how long a probe may take while others wait for their turn.
  ///   - maxProbes: how many probes go on at once. One more waits until one of them ends; if none
  ///     does within `probeTimeout`, it is refused with ``ProviderError/Code/fetchFailed``.
  public init(
    policy: LinkPolicy = LinkPolicy(), maxRedirects: Int = 5,
    connectTimeout: Duration = .seconds(10), idleTimeout: Duration = .seconds(60),
    timeout: Duration = .seconds(48 * 60 * 60), probeTimeout: Duration = .seconds(10),
    contendedProbeTimeout: Duration = .seconds(2), maxProbes: Int = 16
  ) {
    self.policy = policy
    self.maxRedirects = maxRedirects
    self.connectTimeout = connectTimeout
    self.idleTimeout = idleTimeout
    self.timeout = timeout
    self.probeTimeout = probeTimeout
    self.contendedProbeTimeout = contendedProbeTimeout
    places = WorkPlaces(
      maxProbes, maxWaiting: Self.maxWaitingProbes,
      refusal: ProviderError(
        .fetchFailed, "too many links are being checked; try again later",
        field: "training_data_link"))
  }

  public func check(_ link: String) throws(ProviderError) {
    _ = try policy.read(link)
  }

  /// Makes the request that ``fetch(_:maxBytes:receive:)`` makes, reads the head of the response
  /// and drops the connection.
  ///
  /// A HEAD request would be cheaper for the server; links that are signed are signed for GET.
  public func probe(_ link: String, maxBytes: UInt64) async throws -> LinkedDataset {
    try check(link)
    try await places.enter(until: .now + probeTimeout)
    defer { places.leave() }
    return try await withThrowingTaskGroup(of: LinkedDataset?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await look(at: link, maxBytes: maxBytes) }
      group.addTask {
        try await waitUntilOthersAreDue()
        return nil
      }
      guard let end = try await group.next(), let dataset = end else {
        throw ProviderError.unfetchable("it takes too long, and other links wait")
      }
      return dataset
    }
  }

  private func look(at link: String, maxBytes: UInt64) async throws -> LinkedDataset {
    let deadline = ContinuousClock.now + probeTimeout
    return try await withDeadline(deadline, orThrow: .unfetchable("it takes too long")) {
      try await follow(link, maxBytes: maxBytes, with: probeResolver, until: deadline) { response in
        LinkedDataset(link: link, byteCount: response.byteCount)
      }
    }
  }

  /// Returns when a probe has had its time and another one waits.
  private func waitUntilOthersAreDue() async throws {
    try await Task.sleep(for: contendedProbeTimeout)
    while places.waiting == 0 { try await Task.sleep(for: .milliseconds(100)) }
  }

  public func fetch(
    _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
  ) async throws -> String {
    let deadline = ContinuousClock.now + timeout
    return try await follow(link, maxBytes: maxBytes, with: resolver, until: deadline) { response in
      try await response.read(until: deadline, idleTimeout: idleTimeout, receive: receive)
      return response.link.url.lastPathComponent
    }
  }

  /// How many probes may wait for their turn.
  private static let maxWaitingProbes = 1024
}
