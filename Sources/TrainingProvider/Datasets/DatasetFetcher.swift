public import Foundation

/// Fetches the dataset that a `training_data_link` leads to.
///
/// A driver only moves bytes: the provider writes them, counts them against the limits and decides
/// where they go.
public protocol DatasetFetcher: Sendable {
  /// Refuses a link that will not be followed, before the consumer pays. Must not use the network.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused``.
  func check(_ link: String) throws(ProviderError)

  /// Fetches what `link` leads to.
  ///
  /// - Parameters:
  ///   - link: a link that ``check(_:)`` let pass.
  ///   - maxBytes: more than that will not be taken, so it need not be begun.
  ///   - receive: takes the bytes in order; throws when there are too many, and the driver stops
  ///     and rethrows.
  /// - Returns: what the file is called, e.g. the last part of the link's path; a label only.
  /// - Throws: ``ProviderError``, preferably with ``ProviderError/Code/fetchFailed`` and a message
  ///   that tells the consumer what is wrong with the link.
  func fetch(
    _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
  ) async throws -> String
}
