public import Foundation

/// Blobs in folders of the local disk, `datasets/MODEL/TOKEN`, `artefacts/MODEL/TOKEN/` and
/// `saved-checkpoints/MODEL/TOKEN/`. The default is the data directory itself.
///
/// A dataset is written under a temporary name, synchronized and renamed. Artefacts are written in their
/// final place, because nobody knows their name before the training ends. A path of this store stays the
/// same for as long as the blob exists, and reading it copies nothing.
public struct FolderBlobStore: BlobStore {
  let directory: DataDirectory

  /// How long blobs stay in the trash; `nil` if somebody else empties it.
  private let trashRetention: Duration?

  /// Uses the folders in a directory, and creates them if they are missing.
  ///
  /// - Parameters:
  ///   - root: the directory. Only one provider can use it at a time.
  ///   - trashRetention: how long blobs that no model refers to stay in the folder `trash`.
  ///   - threads: how many files are accessed at once.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``.
  public init(
    root: URL, trashRetention: Duration = .seconds(7 * 24 * 60 * 60), threads: Int = 8
  ) async throws {
    self.init(
      in: DataDirectory(
        root: root, files: WorkPool("files", threads: max(threads, 1), maxWaiting: .max)),
      trashRetention: trashRetention)
    try await directory.create()
  }

  /// Uses the folders of a provider's data directory, whose trash the ``Sweeper`` empties.
  init(_ directory: DataDirectory) {
    self.init(in: directory, trashRetention: nil)
  }

  private init(in directory: DataDirectory, trashRetention: Duration?) {
    self.directory = directory
    self.trashRetention = trashRetention
  }

  public func writer(
    for key: BlobKey, maxBytes: UInt64, expecting digest: BlobDigest?,
    in reservation: StorageReservation
  ) -> any BlobWriter {
    let file = PartialFile(
      at: directory.newUpload(), limit: maxBytes, reservation: reservation,
      files: directory.files, synchronize: directory.synchronize)
    let destination = directory.url(of: key)
    guard let digest else { return FolderBlobWriter(file: file, destination: destination) }
    return VerifyingBlobWriter(
      FolderBlobWriter(file: file, destination: destination), expecting: digest,
      on: directory.files)
  }

  public func makeFolder(for key: BlobKey) async throws -> any BlobFolder {
    try await directory.createFolder(directory.url(of: key))
    return FolderBlobFolder(directory: directory, url: directory.url(of: key))
  }

  public func open(_ key: BlobKey) async throws -> LocalBlob {
    guard try await contains(key) else { throw ProviderError.blobMissing(key) }
    return LocalBlob(directory.url(of: key))
  }

  public func contains(_ key: BlobKey) async throws -> Bool {
    let path = directory.url(of: key).path
    return try await directory.files.run { FileManager.default.fileExists(atPath: path) }
  }

  public func delete(_ keys: [BlobKey]) async {
    await directory.remove(keys.map(directory.url))
  }

  public func deleteAll(ofModel id: String) async {
    await directory.removeFolders(of: id, in: BlobKey.Kind.allCases.map { BlobKey($0, id).area })
  }

  public func models(with kind: BlobKey.Kind) async throws -> [String] {
    try await directory.children(of: BlobKey(kind, "").area)
  }

  /// The blobs of earlier processes.
  public func settledBlobs(
    _ kind: BlobKey.Kind, ofModels models: [String]
  ) async throws -> [BlobKey] {
    try await directory.oldNames(in: BlobKey(kind, "").area, ofModels: models)
      .map { BlobKey(kind, $0) }
  }

  /// Moves a blob to the folder `trash/LABEL`.
  public func discard(_ key: BlobKey, as label: String) async throws {
    try await directory.moveToTrash(key.name, of: key.area, as: label)
  }

  /// Removes the partial files of earlier processes, and what has been in the trash for long enough.
  public func discardUnfinished() async throws {
    try await directory.removeOldUploads()
    if let trashRetention { try await directory.emptyTrash(after: trashRetention) }
  }

  public func freeBytes() throws(ProviderError) -> UInt64? {
    try StorageBudget.freeBytes(of: directory.root)
  }
}

extension ProviderError {
  /// The error for a blob that a store doesn't have.
  public static func blobMissing(_ key: BlobKey) -> ProviderError {
    ProviderError(
      .blobMissing,
      "the files of model \(key.modelID) are gone: send the dataset and train the model again, or ask "
        + "the provider", modelID: key.modelID)
  }
}
