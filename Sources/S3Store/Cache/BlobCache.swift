import Foundation
import Synchronization
import TrainingProvider

/// Copies of blobs in a folder of the local disk, up to a number of bytes.
///
/// ```text
/// lock                      locked while a process uses the folder
/// entries/TOKEN/            a blob and what it is; complete
/// partial/TOKEN/            a blob that is being fetched, or that a trainer writes
/// ```
///
/// If there is no room for a blob, those that nobody holds go, the least recently used one first.
final class BlobCache: Sendable {
  let maxBytes: UInt64
  private let root: URL
  private let files: WorkPool
  private let lock: DirectoryLock
  private let state: Mutex<CacheState>

  /// Opens a folder, and creates it if it is missing. What earlier processes didn't complete is removed.
  ///
  /// - Throws: `ProviderError` with the code `invalidConfiguration`.
  init(root: URL, maxBytes: UInt64, files: WorkPool) async throws {
    self.root = root
    self.maxBytes = maxBytes
    self.files = files
    let (lock, found) = try await files.run { try Self.open(root) }
    self.lock = lock
    var state = CacheState(maxBytes: maxBytes)
    for (folder, entry, key) in found { state.add(key, CachedBlob(folder, bytes: entry.bytes)) }
    let surplus = state.makeRoom(for: 0)
    self.state = Mutex(state)
    await remove(surplus)
  }

  /// How many bytes the copies take up, with those that are being fetched.
  var usedBytes: UInt64 { state.withLock(\.usedBytes) }

  /// Makes a blob readable, and fetches it if there is no copy. Tasks that want the same blob at the same
  /// time wait for one fetch.
  ///
  /// - Parameters:
  ///   - key: the blob.
  ///   - fetch: writes the blob to a path, after it has reserved room. It is called in a task of its own,
  ///     which is cancelled when nobody waits any more.
  func open(
    _ key: BlobKey, _ fetch: @escaping @Sendable (URL, CacheRoom) async throws -> Void
  ) async throws -> LocalBlob {
    while true {
      let turn = Promise<Void>()
      switch state.withLock({ $0.hold(key, or: turn) }) {
      case .held(let blob): return await opened(key, blob)
      case .waiting(isFirst: true): begin(key, fetch)
      case .waiting: break
      }
      do {
        try await wait(for: turn, of: key)
      } catch is CancellationError where !Task.isCancelled {
        // Those who wanted it before have left, and their fetch was just being cancelled.
        continue
      }
      guard let blob = state.withLock({ $0.held(key) }) else {
        throw ProviderError.blobMissing(key)
      }
      return await opened(key, blob)
    }
  }

  private func begin(
    _ key: BlobKey, _ fetch: @escaping @Sendable (URL, CacheRoom) async throws -> Void
  ) {
    let task = Task { await self.fetch(key, fetch) }
    if state.withLock({ $0.attach(task, to: key) }) { task.cancel() }
  }

  private func wait(for turn: Promise<Void>, of key: BlobKey) async throws {
    do {
      try await turn.value
    } catch {
      if case .success = turn.outcome {
        state.withLock { $0.release(key) }
      } else {
        state.withLock { $0.leave(key, turn) }?.cancel()
      }
      throw error
    }
  }

  /// A handle to a copy that is already held for it.
  private func opened(_ key: BlobKey, _ blob: CachedBlob) async -> LocalBlob {
    let local = LocalBlob(blob.folder.blob) { [weak self] in
      self?.state.withLock { $0.release(key) }
    }
    try? await files.run { blob.folder.recordUse() }
    return local
  }

  private func fetch(
    _ key: BlobKey, _ fetch: @Sendable (URL, CacheRoom) async throws -> Void
  ) async {
    let folder = newFolder()
    let room = CacheRoom(self)
    let result: Result<CachedBlob, any Error>
    do {
      try await files.run { try Self.makeDirectory(folder.url) }
      try await fetch(folder.blob, room)
      result = .success(try await keep(folder, as: key, bytes: room.bytes))
    } catch {
      result = .failure(error)
      await remove([folder])
    }
    let (turns, dropped) = state.withLock { $0.end(key, result, reserved: room.bytes) }
    if let dropped { await remove([dropped]) }
    for turn in turns { turn.resolve(result.map { _ in }) }
  }

  private func keep(
    _ folder: CacheFolder, as key: BlobKey, bytes: UInt64
  ) async throws -> CachedBlob {
    let kept = CacheFolder(
      url: root.appendingPathComponent("entries/\(folder.url.lastPathComponent)"))
    try await files.run {
      try folder.complete(CacheEntry(key, bytes: bytes))
      guard rename(folder.url.path, kept.url.path) == 0 else { throw SystemError("rename") }
    }
    return CachedBlob(kept, bytes: bytes)
  }
}

extension BlobCache {
  /// Creates an empty folder for artefacts that a trainer is about to write.
  func makeFolder() async throws -> CacheFolder {
    let folder = newFolder()
    try await files.run {
      try Self.makeDirectory(folder.url)
      try Self.makeDirectory(folder.blob)
    }
    return folder
  }

  /// Keeps what a trainer has written as the copy of a blob, if there is room.
  func adopt(_ folder: CacheFolder, as key: BlobKey, bytes: UInt64) async {
    let room = CacheRoom(self)
    do {
      try await room.reserve(bytes)
      let blob = try await keep(folder, as: key, bytes: bytes)
      state.withLock { $0.settle(key, blob, reserved: bytes) }
    } catch {
      state.withLock { $0.giveBack(room.bytes) }
      await remove([folder])
    }
  }

  /// Removes the copies of blobs that were deleted.
  func forget(where isDeleted: @Sendable (BlobKey) -> Bool) async {
    await remove(state.withLock { $0.forget(isDeleted) })
  }

  /// Removes the least recently used copy that nobody holds, because the disk is full.
  ///
  /// - Returns: whether there was one.
  func shrink() async -> Bool {
    guard let folder = state.withLock({ $0.evict() }) else { return false }
    await remove([folder])
    return true
  }

  /// Reserves room, and removes copies for it.
  func reserve(_ bytes: UInt64) async throws {
    let (folders, isEnough) = state.withLock { state in
      let folders = state.makeRoom(for: bytes)
      return (folders, state.reserve(bytes))
    }
    await remove(folders)
    guard isEnough else { throw ProviderError.storageFull(cause: CacheFull(maxBytes: maxBytes)) }
  }

  /// Removes folders, also in a cancelled task.
  func remove(_ folders: [CacheFolder]) async {
    guard !folders.isEmpty else { return }
    await Task { [files] in
      try? await files.run {
        for folder in folders { try? FileManager.default.removeItem(at: folder.url) }
      }
    }.value
  }

  private func newFolder() -> CacheFolder {
    let token = String(UInt64.random(in: .min ... .max), radix: 36)
    return CacheFolder(url: root.appendingPathComponent("partial/\(token)"))
  }

  private static func makeDirectory(_ url: URL) throws {
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Locks the folder, and reads what is in it: the complete entries, the least recently used one first.
  /// Blocks the thread.
  private static func open(
    _ root: URL
  ) throws -> (DirectoryLock, [(CacheFolder, CacheEntry, BlobKey)]) {
    let (entries, partial) = (
      root.appendingPathComponent("entries"), root.appendingPathComponent("partial")
    )
    let lock: DirectoryLock
    let names: [String]
    do {
      try makeDirectory(root)
      lock = try DirectoryLock(root.appendingPathComponent("lock"))
      try? FileManager.default.removeItem(at: partial)
      for folder in [entries, partial] { try makeDirectory(folder) }
      names = try FileManager.default.contentsOfDirectory(atPath: entries.path)
    } catch let error as ProviderError {
      throw error
    } catch {
      throw ProviderError(
        .invalidConfiguration,
        "the folder \(root.path) cannot be used for copies of blobs: give one that the provider's "
          + "user can read and write", cause: error)
    }
    var found: [(folder: CacheFolder, entry: CacheEntry, key: BlobKey, lastUse: Date)] = []
    for name in names {
      let folder = CacheFolder(url: entries.appendingPathComponent(name))
      if let (entry, lastUse) = folder.read(), let key = entry.key {
        found.append((folder, entry, key, lastUse))
      } else {
        try? FileManager.default.removeItem(at: folder.url)
      }
    }
    return (lock, found.sorted { $0.lastUse < $1.lastUse }.map { ($0.folder, $0.entry, $0.key) })
  }
}
