public import Foundation

/// Fetches the dataset that a `training_data_link` leads to.
///
/// A fetcher only transfers bytes. The provider checks them against the limits and writes them to
/// disk.
public protocol DatasetFetcher: Sendable {
  /// Refuses a link that the fetcher won't follow, before the consumer pays. Don't use the network
  /// here.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused``.
  func check(_ link: String) throws(ProviderError)

  /// Finds out what `link` leads to without fetching it.
  ///
  /// The provider calls this when it gives a price and again before paid work begins, so that a
  /// broken link costs the consumer nothing. An implementation may use the network, and must return
  /// or throw within seconds whatever the server does. The default implementation only checks the
  /// link, and returns an unknown size.
  ///
  /// - Parameters:
  ///   - link: any text.
  ///   - maxBytes: the largest dataset to accept; larger ones are refused if the size is known.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/linkRefused`` if the link itself is at
  ///   fault, ``ProviderError/Code/datasetTooLarge``, or ``ProviderError/Code/fetchFailed`` for
  ///   everything else; `CancellationError` when the task is cancelled.
  func probe(_ link: String, maxBytes: UInt64) async throws -> LinkedDataset

  /// Fetches the dataset that `link` leads to. Must end soon after its task is cancelled.
  ///
  /// - Parameters:
  ///   - link: a link that ``check(_:)`` accepted.
  ///   - maxBytes: the largest dataset that will be accepted. Don't begin to fetch a larger one.
  ///   - receive: takes the bytes in order. It throws when there are too many; stop and rethrow the
  ///     error then.
  /// - Returns: a label for the file, for example the last component of the link's path.
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
