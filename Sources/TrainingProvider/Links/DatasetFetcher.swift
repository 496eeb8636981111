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

  /// Asks what `link` leads to, without fetching it.
  ///
  /// The provider asks when it tells a price and again before paid work begins, so that a link
  /// that leads nowhere costs the consumer nothing. It may use the network, and must return or
  /// throw within seconds whatever the server does. The default checks the link and returns an
  /// unknown size.
  ///
  /// - Parameters:
  ///   - link: any text.
  ///   - maxBytes: a dataset that is known to be larger is refused.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused`` if the link itself is at
  ///   fault, ``ProviderError/Code/datasetTooLarge``, or ``ProviderError/Code/fetchFailed`` for
  ///   everything else; `CancellationError` when the task is cancelled.
  func probe(_ link: String, maxBytes: UInt64) async throws -> LinkedDataset

  /// Fetches what `link` leads to. Ends soon after its task is cancelled.
  ///
  /// - Parameters:
  ///   - link: a link that ``check(_:)`` let pass.
  ///   - maxBytes: more than that will not be taken, so it need not be begun.
  ///   - receive: takes the bytes in order; throws when there are too many, and the driver stops
  ///     and rethrows.
  /// - Returns: what the file is called, e.g. the last part of the link's path; a label only.
  /// - Throws: ``ProviderError``, preferably with ``ProviderError/Code/fetchFailed`` and a message
  ///   that tells the consumer what is wrong with the link; `CancellationError` when the task is
  ///   cancelled.
  func fetch(
    _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
  ) async throws -> String
}

extension DatasetFetcher {
  public func probe(_ link: String, maxBytes: UInt64) async throws -> LinkedDataset {
    try check(link)
    return LinkedDataset(link: link)
  }
}
