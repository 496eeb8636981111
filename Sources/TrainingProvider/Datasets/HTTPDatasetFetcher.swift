import AsyncHTTPClient
public import Foundation
import NIOCore
import NIOHTTP1

/// The fetcher that ships: HTTP and HTTPS, streaming, with bounded redirects and timeouts.
///
/// Every hop is checked on its own. A host's addresses are asked for once, all of them have to be
/// admitted, and the connection goes to the first of them: asking again when connecting would let
/// a name server answer differently the second time.
public struct HTTPDatasetFetcher: DatasetFetcher {
  /// Which links are followed.
  public var policy: LinkPolicy

  /// How many redirects are followed, each held against the policy.
  public var maxRedirects: Int

  /// How long a connection may take to open.
  public var connectTimeout: Duration

  /// How long the server may stay silent.
  public var idleTimeout: Duration

  /// How long the whole transfer may take.
  public var timeout: Duration

  public init(
    policy: LinkPolicy = LinkPolicy(), maxRedirects: Int = 5,
    connectTimeout: Duration = .seconds(10), idleTimeout: Duration = .seconds(60),
    timeout: Duration = .seconds(6 * 60 * 60)
  ) {
    self.policy = policy
    self.maxRedirects = maxRedirects
    self.connectTimeout = connectTimeout
    self.idleTimeout = idleTimeout
    self.timeout = timeout
  }

  public func check(_ link: String) throws(ProviderError) {
    _ = try policy.read(link)
  }

  public func fetch(
    _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
  ) async throws -> String {
    let deadline = NIODeadline.now() + TimeAmount(timeout)
    var url = try policy.read(link)
    for _ in 0...max(maxRedirects, 0) {
      switch try await hop(url, deadline: deadline, maxBytes: maxBytes, receive: receive) {
      case .done: return url.lastPathComponent
      case .redirect(let next): url = next
      }
    }
    throw Self.failed("it redirects more than \(maxRedirects) times")
  }
}

extension HTTPDatasetFetcher {
  private enum Outcome {
    case done
    case redirect(URL)
  }

  private func hop(
    _ url: URL, deadline: NIODeadline, maxBytes: UInt64,
    receive: @Sendable (Data) async throws -> Void
  ) async throws -> Outcome {
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: try await configuration(for: url))
    let outcome: Result<Outcome, any Error>
    do {
      outcome = .success(
        try await get(url, with: client, until: deadline, maxBytes: maxBytes, receive: receive))
    } catch {
      outcome = .failure(error)
    }
    try? await client.shutdown()
    return try outcome.get()
  }

  /// The configuration of a client that is used for one request, bound to a checked address.
  private func configuration(for url: URL) async throws -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = TimeAmount(connectTimeout)
    configuration.timeout.read = TimeAmount(idleTimeout)
    let host = url.host(percentEncoded: true) ?? ""
    if NetworkAddress(LinkPolicy.unbracketed(host)) == nil {
      configuration.dnsOverride = [host: try await policy.resolve(host)]
    }
    return configuration
  }

  private func get(
    _ url: URL, with client: HTTPClient, until deadline: NIODeadline, maxBytes: UInt64,
    receive: @Sendable (Data) async throws -> Void
  ) async throws -> Outcome {
    var request = HTTPClientRequest(url: url.absoluteString)
    request.headers.add(name: "accept-encoding", value: "identity")
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request, deadline: deadline)
    } catch {
      try Task.checkCancellation()
      throw Self.failed("the server cannot be reached: check the link", cause: error)
    }
    if let next = try redirect(response, from: url) { return .redirect(next) }
    guard response.status == .ok else {
      throw Self.failed("the server answers \(response.status.code) and not 200")
    }
    let announced = response.headers.first(name: "content-length").flatMap(UInt64.init)
    guard announced ?? 0 <= maxBytes else {
      throw ProviderError(
        .datasetTooLarge, "the dataset is larger than the \(maxBytes) bytes allowed: link to less")
    }
    try await read(response.body, until: deadline, receive: receive)
    return .done
  }

  private func read(
    _ body: HTTPClientResponse.Body, until deadline: NIODeadline,
    receive: @Sendable (Data) async throws -> Void
  ) async throws {
    do {
      for try await chunk in body {
        guard NIODeadline.now() < deadline else { throw Self.failed("it takes too long") }
        try await receive(Data(chunk.readableBytesView))
      }
    } catch let error as ProviderError {
      throw error
    } catch {
      try Task.checkCancellation()
      throw Self.failed("the server stopped before the end: try again", cause: error)
    }
    try Task.checkCancellation()
  }

  private func redirect(_ response: HTTPClientResponse, from url: URL) throws -> URL? {
    guard [301, 302, 303, 307, 308].contains(response.status.code) else { return nil }
    let location = response.headers.first(name: "location") ?? ""
    guard let next = URL(string: location, relativeTo: url)?.absoluteURL else {
      throw Self.failed("the server redirects to nowhere")
    }
    guard url.scheme == "http" || next.scheme?.lowercased() == "https" else {
      throw LinkPolicy.refused("it redirects from https to something less")
    }
    return try policy.read(next.absoluteString)
  }

  private static func failed(_ reason: String, cause: (any Error)? = nil) -> ProviderError {
    ProviderError(
      .fetchFailed, "the training_data_link could not be fetched: \(reason)",
      field: "training_data_link", cause: cause)
  }
}
