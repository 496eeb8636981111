import Synchronization

/// Bounds how many uploads go on at once.
final class UploadSlots: Sendable {
  private let limit: Int
  private let used = Mutex(0)

  init(_ limit: Int) {
    self.limit = limit
  }

  /// Runs `upload` if there is a slot for it.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/tooManyUploads``; what `upload` throws.
  func use<T>(_ upload: () async throws -> T) async throws -> T {
    let isFree = used.withLock { used in
      guard used < limit else { return false }
      used += 1
      return true
    }
    guard isFree else {
      throw ProviderError(.tooManyUploads, "too many uploads go on; try again later")
    }
    defer { used.withLock { $0 -= 1 } }
    return try await upload()
  }
}
