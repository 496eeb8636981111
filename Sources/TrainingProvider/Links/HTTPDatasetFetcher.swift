public import Foundation

/// The default fetcher: HTTP and HTTPS, streaming, with limits on redirects and time.
///
/// The policy is applied to each redirect as well. A host's addresses are looked up only once, the
/// policy has to allow all of them, and the connection goes to one of them. If the name were looked
/// up again to connect, its name server could give a different answer the second time.
///
/// Names are looked up on separate threads, at most 64 for probes and 64 for fetches at once. Probes
/// and fetches end promptly when their task is cancelled, and leave no connection open.
public struct HTTPDatasetFetcher: DatasetFetcher {
  /// The policy that decides which links are followed.
  public var policy: LinkPolicy

  /// How many redirects are followed. Each is checked against the policy.
  public var maxRedirects: Int

  /// How long looking up a host's name may take, and how long opening a connection may take.
  public var connectTimeout: Duration

  /// How long the server may take to begin its answer, and how long it may pause within it.
  public var idleTimeout: Duration

  /// How long the whole transfer may take. This is a last resort: the provider stops slow transfers
  /// by ``TransferLimits`` first.
  public var timeout: Duration

  /// How long a probe may take as a whole. While other links wait to be checked, the provider ends
  /// it earlier; see ``ProbeLimits``.
  public var probeTimeout: Duration

  /// Looks up addresses for fetches, which consumers have paid for.
  var resolver = HostResolver.fetching

  /// Looks up addresses for probes. Anybody can cause probes, so they must not hold up fetches.
  var probeResolver = HostResolver.probing

  var tls = TLSClient.system

  /// Creates a fetcher.
  ///
  /// - Parameters:
  ///   - policy: decides which links are followed.
  ///   - maxRedirects: how many redirects are followed.
  ///   - connectTimeout: how long looking up a host's name may take, and how long opening a
  ///     connection may take.
  ///   - idleTimeout: how long the server may take to begin its answer, and how long it may pause
  ///     within it.
  ///   - timeout: how long the whole transfer may take.
  ///   - probeTimeout: how long a probe may take as a whole.
  public init(
    policy: LinkPolicy = LinkPolicy(), maxRedirects: Int = 5,
    connectTimeout: Duration = .seconds(10), idleTimeout: Duration = .seconds(60),
    timeout: Duration = .seconds(48 * 60 * 60), probeTimeout: Duration = .seconds(10)
  ) {
    self.policy = policy
    self.maxRedirects = maxRedirects
    self.connectTimeout = connectTimeout
    self.idleTimeout = idleTimeout
    self.timeout = timeout
    self.probeTimeout = probeTimeout
  }

  public func check(_ link: String) throws(ProviderError) {
    _ = try policy.read(link)
  }

  /// Sends the same request as ``fetch(_:maxBytes:receive:)``, reads the head of the response and
  /// closes the connection.
  ///
  /// A HEAD request would be cheaper for the server, but signed links are signed for GET.
  public func probe(_ link: String, maxBytes: UInt64) async throws -> LinkedDataset {
    let deadline = ContinuousClock.now + probeTimeout
    return try await withDeadline(
      deadline,
      orThrow: .unfetchable(
        "the server takes too long to answer")
    ) {
      try await follow(link, maxBytes: maxBytes, with: probeResolver, until: deadline) { response in
        LinkedDataset(
          link: link, byteCount: response.byteCount,
          fileName: response.link.url.lastPathComponent)
      }
    }
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
}
