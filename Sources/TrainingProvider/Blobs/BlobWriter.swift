public import Foundation

/// Stores a blob of one file while it arrives.
///
/// The provider calls one method at a time, and always ends with either ``finish()`` or ``discard()``, or
/// with both, if finishing fails. Nobody sees the blob before it is finished.
public protocol BlobWriter: Sendable {
  /// The number of bytes that were appended so far.
  var byteCount: UInt64 { get }

  /// Appends bytes. The first call begins to store the blob.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/datasetTooLarge`` if the blob would exceed its
  ///   limit, with ``ProviderError/Code/storageFull`` or with ``ProviderError/Code/storageFailed``.
  func append(_ data: Data) async throws

  /// Makes the blob visible at once and for good: it survives a crash of the machine. After an error,
  /// there is no blob.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/digestMismatch`` if the digest isn't the
  ///   expected one, with ``ProviderError/Code/storageFull`` or with
  ///   ``ProviderError/Code/storageFailed``.
  func finish() async throws

  /// Removes what was stored, unless the blob was finished. Can be called more than once, also in a
  /// cancelled task.
  func discard() async
}

/// A folder that a trainer fills, and that becomes a blob afterwards.
public protocol BlobFolder: Sendable {
  /// An empty folder on the local disk.
  var url: URL { get }

  /// Stores the files for good: they survive a crash of the machine. Nobody opens the blob before.
  ///
  /// - Returns: the total size of the files in bytes.
  func finish() async throws -> UInt64

  /// Removes what was stored, even if the blob was finished. Can be called more than once, also in a
  /// cancelled task.
  func discard() async
}

extension ProviderError {
  /// The error for a dataset that has more bytes than it may have.
  package static func datasetTooLarge(limit: UInt64) -> ProviderError {
    ProviderError(
      .datasetTooLarge,
      "the dataset is larger than the \(limit) bytes allowed: send a smaller one")
  }
}
