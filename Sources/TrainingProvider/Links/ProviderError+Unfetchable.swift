import NIOHTTP1
import NIOSSL

extension ProviderError {
  /// The link cannot be fetched, and its server or the way there is at fault.
  ///
  /// - Parameter reason: never holds anything of the link but its host, as links carry
  ///   credentials, and no text of the server.
  static func unfetchable(_ reason: String, cause: (any Error)? = nil) -> ProviderError {
    ProviderError(
      .fetchFailed, "the training_data_link cannot be fetched: \(reason)",
      field: "training_data_link", cause: cause)
  }

  /// The link cannot be fetched because there is no proper answer to the request.
  static func unfetchable(by error: any Error) -> ProviderError {
    switch error {
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      unfetchable(
        "no secure connection to the server can be made; is its certificate valid?", cause: error)
    case is HTTPParserError, is NIOHTTPDecoderError:
      unfetchable("the server's answer is not understood", cause: error)
    case ExchangeFailure.silent:
      unfetchable("the server does not answer", cause: error)
    default:
      unfetchable("the server closed the connection without an answer", cause: error)
    }
  }
}
