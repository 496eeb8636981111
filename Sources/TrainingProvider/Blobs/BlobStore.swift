/// Where datasets and artefacts live, and the checkpoints of trainings that may have to go on elsewhere.
///
/// Blobs never change: they appear complete, are read, and are deleted. The registry says which blobs
/// there are; a store holds the bytes.
///
/// Methods that access files or the network don't block the thread of their caller.
public protocol BlobStore: Sendable {
  /// Prepares to store a dataset. Nothing is stored before its first byte arrives.
  ///
  /// - Parameters:
  ///   - key: the key, which was never used before.
  ///   - maxBytes: the largest number of bytes, inclusive.
  ///   - digest: the digest that the bytes must have; `nil` to accept any. Without one, a store
  ///     needn't compute a digest.
  ///   - reservation: the space that the provider has reserved. The writer calls
  ///     ``StorageReservation/refresh(for:)`` and ``StorageReservation/use(_:)`` before it stores bytes.
  func writer(
    for key: BlobKey, maxBytes: UInt64, expecting digest: BlobDigest?,
    in reservation: StorageReservation
  ) -> any BlobWriter

  /// Creates an empty folder on the local disk for artefacts or checkpoints.
  ///
  /// - Parameter key: the key, which was never used before.
  func makeFolder(for key: BlobKey) async throws -> any BlobFolder

  /// Makes a blob readable by a local path.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/blobMissing`` if there is no such blob; with
  ///   ``ProviderError/Code/digestMismatch`` if a copy from elsewhere is damaged; other errors if the
  ///   blob can't be read at present.
  func open(_ key: BlobKey) async throws -> LocalBlob

  /// Whether a blob exists.
  func contains(_ key: BlobKey) async throws -> Bool

  /// Deletes blobs. Those that don't exist are ignored.
  ///
  /// Deleting is completed even if the calling task is cancelled. What can't be deleted stays, and the
  /// provider finds it at its next start; see ``settledBlobs(_:ofModels:)``.
  func delete(_ keys: [BlobKey]) async

  /// Deletes all blobs of a model, like ``delete(_:)``.
  func deleteAll(ofModel id: String) async

  /// The identifiers of the models that have blobs of a kind, in any order.
  func models(with kind: BlobKey.Kind) async throws -> [String]

  /// The blobs of models that no other provider can be about to tell the registry of. If the registry
  /// doesn't know such a blob, nobody will ever refer to it.
  ///
  /// The provider itself leaves out what it has stored since its start.
  ///
  /// - Parameters:
  ///   - kind: their kind.
  ///   - models: the identifiers of the models.
  func settledBlobs(_ kind: BlobKey.Kind, ofModels models: [String]) async throws -> [BlobKey]

  /// Takes a blob out of use that no model refers to. A store may keep it for a while, so that an operator
  /// can restore it.
  ///
  /// - Parameters:
  ///   - key: the blob.
  ///   - label: the name of the place where it may be kept, for example `2026-11-28T14-35-38Z`.
  func discard(_ key: BlobKey, as label: String) async throws

  /// Removes what is left of blobs that were never finished by processes that ended, and blobs that were
  /// taken out of use long ago. The provider calls this when it starts, and then every day.
  func discardUnfinished() async throws

  /// How many bytes can still be stored; `nil` if there is no limit. Blocks for a moment.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFailed``.
  func freeBytes() throws(ProviderError) -> UInt64?
}
