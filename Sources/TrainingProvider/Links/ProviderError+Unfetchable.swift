import NIOHTTP1
import NIOSSL

extension ProviderError {
  /// An error for a link that cannot be fetched because of its server or the network.
  ///
  /// - Parameter reason: must not contain any part of the link but its host, because links carry
  ///   credentials, nor any text from the server.
  static func unfetchable(_ reason: String, cause: (any Error)? = nil) -> ProviderError {
    ProviderError(
      .fetchFailed, "the training_data_link cannot be fetched: \(reason)",
      field: "training_data_link", cause: cause)
  }

  /// An error for a link that cannot be fetched because the request got no valid response.
  static func unfetchable(by error: any Error) -> ProviderError {
    switch error {
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      unfetchable(
        "no secure connection to the server can be made; is its certificate valid?", cause: error)
    case is HTTPParserError, is NIOHTTPDecoderError:
      unfetchable("the server's answer isn't valid HTTP", cause: error)
    case ExchangeFailure.silent:
      unfetchable("the server does not answer", cause: error)
    default:
      unfetchable("the server closed the connection without an answer", cause: error)
    }
  }
}
