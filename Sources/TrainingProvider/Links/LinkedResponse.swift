import Foundation
import NIOCore
import NIOHTTP1

/// A response that carries a dataset. Its head has arrived; its body has yet to be read.
struct LinkedResponse: Sendable {
  /// The link that led here, after redirects.
  let link: Link

  /// The size in bytes that the server states, or `nil` if it states none.
  let byteCount: UInt64?

  private let exchange: HTTPExchange

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/fetchFailed`` if the server doesn't
  ///   answer with 200, or ``ProviderError/Code/datasetTooLarge``.
  init(
    _ head: HTTPResponseHead, of link: Link, on exchange: HTTPExchange, maxBytes: UInt64
  ) throws(ProviderError) {
    guard head.status == .ok else {
      throw .unfetchable("the server answered \(head.status.code) instead of 200: check the link")
    }
    byteCount = head.headers.first(name: "content-length").flatMap(UInt64.init)
    guard byteCount != 0 else { throw .unfetchable("it leads to an empty file") }
    guard byteCount ?? 0 <= maxBytes else {
      throw ProviderError(
        .datasetTooLarge,
        "the dataset is larger than the \(maxBytes) bytes allowed: link to a smaller one",
        field: "training_data_link")
    }
    self.link = link
    self.exchange = exchange
  }

  /// Reads the body to its end.
  ///
  /// - Parameters:
  ///   - deadline: when the whole transfer has to be over.
  ///   - idleTimeout: how long the server may stay silent.
  ///   - receive: takes the bytes in order.
  func read(
    until deadline: ContinuousClock.Instant, idleTimeout: Duration,
    receive: @Sendable (Data) async throws -> Void
  ) async throws {
    while let bytes = try await next(within: idleTimeout) {
      guard ContinuousClock.now < deadline else {
        throw ProviderError.unfetchable("the transfer takes too long: link to a faster server")
      }
      try await receive(Data(bytes.readableBytesView))
      try Task.checkCancellation()
    }
  }

  private func next(within limit: Duration) async throws -> ByteBuffer? {
    do {
      guard case .body(let bytes) = try await exchange.next(within: limit) else { return nil }
      return bytes
    } catch {
      try Task.checkCancellation()
      throw ProviderError.unfetchable(
        "the server stopped before the end: try again", cause: error)
    }
  }
}
