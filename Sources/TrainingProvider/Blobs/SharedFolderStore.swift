public import Foundation

/// Blobs in a folder that several providers share, for example on a network file system.
///
/// It has the layout of ``FolderBlobStore``. Datasets and artefacts are written under temporary names and
/// renamed when they are complete and synchronized, so another provider sees all of a blob or nothing. The
/// file system must rename atomically, as NFS does.
///
/// What is left behind by a provider that ended can't be told from what another one is about to use. So
/// blobs and unfinished files are only removed once they haven't changed for a while. Ages are measured by
/// the clock of the file system.
///
/// A provider whose file is deleted by another one while it reads gets an error from some network file
/// systems.
public struct SharedFolderStore: BlobStore {
  private let blobs: FolderBlobStore
  private let settlingTime: Duration
  private let abandonmentTime: Duration

  private var directory: DataDirectory { blobs.directory }

  /// Uses the folders in a directory, and creates them if they are missing.
  ///
  /// - Parameters:
  ///   - root: the directory. Every provider that uses it has the same registry.
  ///   - settlingTime: how long ago a blob must have been finished before it counts as one that no model
  ///     will refer to. That must be longer than a registry can't be reached for.
  ///   - abandonmentTime: how long ago a file must have changed last before it counts as one that nobody
  ///     will finish. That must be longer than a trainer writes nothing for.
  ///   - threads: how many files are accessed at once.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``.
  public init(
    root: URL, settlingTime: Duration = .seconds(24 * 60 * 60),
    abandonmentTime: Duration = .seconds(7 * 24 * 60 * 60), threads: Int = 8
  ) async throws {
    blobs = try await FolderBlobStore(root: root, threads: threads)
    self.settlingTime = settlingTime
    self.abandonmentTime = abandonmentTime
  }

  public func writer(
    for key: BlobKey, maxBytes: UInt64, expecting digest: BlobDigest?,
    in reservation: StorageReservation
  ) -> any BlobWriter {
    blobs.writer(for: key, maxBytes: maxBytes, expecting: digest, in: reservation)
  }

  /// Creates an empty folder in the shared one. It is renamed when it is finished.
  public func makeFolder(for key: BlobKey) async throws -> any BlobFolder {
    let url = directory.newUpload()
    try await directory.createFolder(url)
    return SharedBlobFolder(directory: directory, url: url, destination: directory.url(of: key))
  }

  public func open(_ key: BlobKey) async throws -> LocalBlob { try await blobs.open(key) }

  public func contains(_ key: BlobKey) async throws -> Bool { try await blobs.contains(key) }

  public func delete(_ keys: [BlobKey]) async { await blobs.delete(keys) }

  public func deleteAll(ofModel id: String) async { await blobs.deleteAll(ofModel: id) }

  public func models(with kind: BlobKey.Kind) async throws -> [String] {
    try await blobs.models(with: kind)
  }

  /// The blobs that were finished long enough ago.
  public func settledBlobs(
    _ kind: BlobKey.Kind, ofModels models: [String]
  ) async throws -> [BlobKey] {
    let keys = try await blobs.settledBlobs(kind, ofModels: models)
    return try await directory.files.run {
      let latest = try clock().addingTimeInterval(-(settlingTime / .seconds(1)))
      return keys.filter { FileAge.change(of: directory.url(of: $0)).map { $0 <= latest } ?? false }
    }
  }

  public func discard(_ key: BlobKey, as label: String) async throws {
    try await blobs.discard(key, as: label)
  }

  /// Removes unfinished files, and what was taken out of use, if nothing has changed there for long enough.
  public func discardUnfinished() async throws {
    for area in [DataDirectory.Area.uploads, .trash] {
      let names = try await directory.children(of: area)
      try await directory.files.run {
        let latest = try clock().addingTimeInterval(-(abandonmentTime / .seconds(1)))
        for name in names where !directory.isOfThisRun(name) {
          let url = directory[area].appendingPathComponent(name)
          guard let change = FileAge.lastChange(below: url), change <= latest else { continue }
          try? FileManager.default.removeItem(at: url)
        }
      }
    }
  }

  public func freeBytes() throws(ProviderError) -> UInt64? { try blobs.freeBytes() }

  /// The file system's time. Blocks the thread.
  private func clock() throws -> Date {
    let url = directory.newUpload()
    let opened = Foundation.open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw SystemError("open").providerError }
    defer {
      close(opened)
      unlink(url.path)
    }
    guard let time = FileAge.change(of: url) else { throw SystemError("stat").providerError }
    return time
  }
}

/// A folder of a ``SharedFolderStore``.
private struct SharedBlobFolder: BlobFolder {
  let directory: DataDirectory
  let url: URL
  let destination: URL

  func finish() async throws -> UInt64 {
    do {
      return try await directory.files.run {
        let byteCount = try FileSynchronization.synchronizeTree(url, by: directory.synchronize)
        // From now on, the folder has the age of a blob that is finished.
        guard utimensat(AT_FDCWD, url.path, nil, 0) == 0 else { throw SystemError("utimensat") }
        try publish()
        return byteCount
      }
    } catch {
      throw (error as? SystemError)?.providerError ?? ProviderError.wrapping(error)
    }
  }

  /// Renames the folder, and synchronizes its new place. Blocks the thread.
  private func publish() throws(SystemError) {
    try ModelFolder.move(url, to: destination)
    let parent = destination.deletingLastPathComponent()
    try directory.synchronize(parent)
    try directory.synchronize(parent.deletingLastPathComponent())
  }

  func discard() async {
    // In a separate task, because discarding usually happens in a cancelled one.
    await Task {
      try? await directory.files.run { try? FileManager.default.removeItem(at: url) }
    }.value
    await directory.remove([destination])
  }
}

/// When files changed, by the clock of their file system. Blocks the thread.
private enum FileAge {
  /// When a file or the entries of a folder were changed; `nil` if it is gone.
  static func change(of url: URL) -> Date? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    return attributes?[.modificationDate] as? Date
  }

  /// When anything in a folder was changed.
  static func lastChange(below url: URL) -> Date? {
    guard var last = change(of: url) else { return nil }
    let entries = FileManager.default.enumerator(atPath: url.path)
    while let entry = entries?.nextObject() as? String {
      if let change = change(of: url.appendingPathComponent(entry)) { last = max(last, change) }
    }
    return last
  }
}
