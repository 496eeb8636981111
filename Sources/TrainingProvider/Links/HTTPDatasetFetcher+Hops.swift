import NIOHTTP1

extension HTTPDatasetFetcher {
  private enum Outcome<T> {
    case done(T)
    case redirect(Link)
  }

  /// Follows a link and its redirects to a response with a dataset, and passes the response to
  /// `take`.
  func follow<T>(
    _ text: String, maxBytes: UInt64, with resolver: HostResolver,
    until deadline: ContinuousClock.Instant, _ take: (LinkedResponse) async throws -> T
  ) async throws -> T {
    var link = try policy.link(text)
    for _ in 0...max(maxRedirects, 0) {
      guard ContinuousClock.now < deadline else {
        throw ProviderError.unfetchable("the server takes too long to answer")
      }
      switch try await hop(link, maxBytes: maxBytes, with: resolver, take) {
      case .done(let result): return result
      case .redirect(let next): link = next
      }
    }
    throw ProviderError.unfetchable("it redirects more than \(maxRedirects) times")
  }

  private func hop<T>(
    _ link: Link, maxBytes: UInt64, with resolver: HostResolver,
    _ take: (LinkedResponse) async throws -> T
  ) async throws -> Outcome<T> {
    let exchange = try await connect(link, with: resolver)
    let outcome: Result<Outcome<T>, any Error>
    do {
      outcome = .success(try await answer(to: link, on: exchange, maxBytes: maxBytes, take))
    } catch {
      outcome = .failure(error)
    }
    await exchange.close()
    return try outcome.get()
  }

  private func answer<T>(
    to link: Link, on exchange: HTTPExchange, maxBytes: UInt64,
    _ take: (LinkedResponse) async throws -> T
  ) async throws -> Outcome<T> {
    let head = try await head(of: exchange)
    if let next = try redirect(head, from: link) { return .redirect(next) }
    let response = try LinkedResponse(head, of: link, on: exchange, maxBytes: maxBytes)
    return .done(try await take(response))
  }

  private func head(of exchange: HTTPExchange) async throws -> HTTPResponseHead {
    do {
      guard case .head(let head) = try await exchange.next(within: idleTimeout) else {
        throw ExchangeFailure.closed
      }
      return head
    } catch {
      try Task.checkCancellation()
      throw ProviderError.unfetchable(by: error)
    }
  }

  /// Connects to the first address of the host that can be reached.
  private func connect(_ link: Link, with resolver: HostResolver) async throws -> HTTPExchange {
    var lastError: (any Error)?
    for address in try await addresses(of: link.host, from: resolver).prefix(
      Self.maxAddresses)
    {
      let exchange = HTTPExchange(link, tls: tls)
      do {
        try await exchange.connect(to: address, within: connectTimeout)
        return exchange
      } catch {
        await exchange.close()
        try Task.checkCancellation()
        lastError = error
      }
    }
    throw ProviderError.unfetchable(
      "the server cannot be reached: check the link", cause: lastError)
  }

  private func addresses(
    of host: LinkHost, from resolver: HostResolver
  ) async throws -> [NetworkAddress] {
    let late = ProviderError.unfetchable("the host \(host.text) takes too long to be looked up")
    return try await withDeadline(ContinuousClock.now + connectTimeout, orThrow: late) {
      try await policy.addresses(of: host, from: resolver)
    }
  }

  private func redirect(_ head: HTTPResponseHead, from link: Link) throws -> Link? {
    guard [301, 302, 303, 307, 308].contains(head.status.code) else { return nil }
    let next = try policy.link(link.resolving(head.headers.first(name: "location") ?? ""))
    guard next.isSecure || !link.isSecure else {
      throw LinkPolicy.refused("it redirects from https to http")
    }
    return next
  }

  /// The number of addresses of a host that are tried.
  private static let maxAddresses = 3
}
