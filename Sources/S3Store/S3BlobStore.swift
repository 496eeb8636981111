public import Foundation
public import Logging
public import TrainingProvider

/// Blobs in a bucket of an S3-compatible store, which several providers can share.
///
/// Datasets go to the bucket while they arrive, in parts, and are never written to the disk on their way.
/// Artefacts are written by the trainer into a folder and go to the bucket when the training has ended.
/// Everything that is read is checked against SHA-256 digests that the blob's index contains. Copies of
/// blobs that were read stay in a folder of the local disk for as long as there is room.
///
/// The index is stored last, in one request, so other providers see all of a blob or nothing. Nothing
/// relies on renaming or on listings being recent.
///
/// What is left behind by a provider that ended can't be told from what another one is about to use. So
/// blobs and unfinished uploads are only removed once they are old enough, by the clock of the store.
public final class S3BlobStore: BlobStore {
  let bucket: BlobBucket
  let cache: BlobCache
  let settlingTime: Duration
  let abandonmentTime: Duration

  /// Uses a bucket.
  ///
  /// Nothing is sent yet, so a provider can start while the store can't be reached. To find mistakes in the
  /// configuration early, call ``checkAccess()``.
  ///
  /// - Parameters:
  ///   - configuration: the bucket. Every provider that uses the same prefix has the same registry.
  ///   - cache: the folder for copies on the local disk, outside the data directory. Only one process can
  ///     use it at a time.
  ///   - maxCacheBytes: how many bytes the copies may take up. The blobs that are in use at the same time
  ///     have to fit. Folders that trainers are filling aren't counted.
  ///   - settlingTime: how long ago a blob must have been finished before it counts as one that no model
  ///     will refer to. That must be longer than a registry can't be reached for.
  ///   - abandonmentTime: how long ago an upload must have begun before it counts as one that nobody will
  ///     finish, and how long blobs stay that were taken out of use.
  ///   - threads: how many files are accessed at once.
  ///   - logger: is told what can't be removed.
  /// - Throws: ``S3Error`` or `ProviderError` with the code `invalidConfiguration`.
  public init(
    _ configuration: S3Configuration, cache: URL, maxCacheBytes: UInt64,
    settlingTime: Duration = .seconds(24 * 60 * 60),
    abandonmentTime: Duration = .seconds(7 * 24 * 60 * 60), threads: Int = 8,
    logger: Logger = Logger(label: "S3Store")
  ) async throws {
    let files = WorkPool("bucket", threads: max(threads, 1), maxWaiting: .max)
    bucket = BlobBucket(try await S3Client(configuration, files: files), logger: logger)
    self.cache = try await BlobCache(root: cache, maxBytes: maxCacheBytes, files: files)
    self.settlingTime = settlingTime
    self.abandonmentTime = abandonmentTime
  }

  public func writer(
    for key: BlobKey, maxBytes: UInt64, expecting digest: BlobDigest?,
    in reservation: StorageReservation
  ) -> any BlobWriter {
    let writer = S3BlobWriter(for: key, maxBytes: maxBytes, in: reservation, bucket)
    guard let digest else { return writer }
    return VerifyingBlobWriter(writer, expecting: digest, on: bucket.client.files)
  }

  /// Creates an empty folder beside the copies.
  public func makeFolder(for key: BlobKey) async throws -> any BlobFolder {
    try await translatingErrors {
      S3BlobFolder(key: key, folder: try await cache.makeFolder(), bucket: bucket, cache: cache)
    }
  }

  /// Makes a blob readable by the path of its copy, which is fetched if it is missing.
  ///
  /// A copy is used without asking the store: blobs don't change, and the registry says which ones there
  /// are. So copies can be read while the store can't be reached.
  ///
  /// - Throws: as `BlobStore.open(_:)`; `ProviderError` with the code `storageFull` if the blobs that are in use
  ///   leave too little room.
  public func open(_ key: BlobKey) async throws -> LocalBlob {
    try await translatingErrors {
      try await cache.open(key) { [bucket] destination, room in
        try await BlobDownload(key: key, bucket: bucket, destination: destination, room: room)
          .run()
      }
    }
  }

  public func contains(_ key: BlobKey) async throws -> Bool {
    try await translatingErrors { try await bucket.contains(key) }
  }

  public func delete(_ keys: [BlobKey]) async {
    let deleted = Set(keys)
    await cache.forget { deleted.contains($0) }
    await bucket.remove(keys)
  }

  public func deleteAll(ofModel id: String) async {
    await cache.forget { $0.modelID == id }
    await bucket.removeAll(ofModel: id)
  }

  /// There is no limit: a bucket has none.
  public func freeBytes() throws(ProviderError) -> UInt64? { nil }

  /// The keys of all objects that the store has, and of all uploads in parts that aren't over. Only for
  /// buckets that are known to have few.
  package func storedKeys() async throws -> [String] {
    let prefix = bucket.client.configuration.prefix
    var objects = bucket.client.objects(prefix)
    var uploads = bucket.client.unfinishedUploads(prefix)
    return try await objects.rest().map(\.key) + uploads.rest().map(\.key)
  }

  /// Writes an object, reads it and deletes it, to find mistakes in the configuration.
  ///
  /// - Throws: ``S3Error``, which says what to do.
  public func checkAccess() async throws {
    try await bucket.checkAccess()
  }
}
