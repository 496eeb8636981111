import Synchronization
import TrainingProvider

/// The room in a cache that is reserved for one blob.
final class CacheRoom: Sendable {
  private let cache: BlobCache
  private let reserved = Mutex(UInt64(0))

  init(_ cache: BlobCache) {
    self.cache = cache
  }

  var bytes: UInt64 { reserved.withLock(\.self) }

  /// Reserves room for the blob.
  ///
  /// - Throws: `ProviderError` with the code `storageFull` if the copies that are in use
  ///   leave too little.
  func reserve(_ bytes: UInt64) async throws {
    try await cache.reserve(bytes)
    reserved.withLock { $0 += bytes }
  }

  /// Makes the disk emptier; see ``BlobCache/shrink()``.
  func shrink() async -> Bool { await cache.shrink() }
}

/// Why a blob can't be copied.
struct CacheFull: Error, CustomStringConvertible {
  let maxBytes: UInt64

  var description: String {
    "the copies of blobs that are in use leave too little of the \(maxBytes) bytes that the cache "
      + "may have: make it larger"
  }
}
