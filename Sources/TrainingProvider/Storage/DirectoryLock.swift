package import Foundation
import Synchronization

/// Prevents a second provider, in this or another process, from using a data directory.
///
/// Two providers would each resume the other's work and remove its files. The lock belongs to the
/// open file, so it ends with the process that holds it.
package final class DirectoryLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if another
  ///   provider holds the lock or the file cannot be opened.
  package init(_ file: URL) throws(ProviderError) {
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else {
      throw Self.error("\(file.path) cannot be opened", cause: SystemError("open"))
    }
    guard Self.lock(opened) else {
      let cause = SystemError("flock")
      close(opened)
      throw Self.error(
        "another provider uses the data directory of \(file.path): end it, or choose another "
          + "directory", cause: cause)
    }
    descriptor = Mutex(opened)
  }

  /// Whether a provider holds the lock. Blocks for a moment.
  static func isHeld(_ file: URL) -> Bool {
    let opened = open(file.path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { return false }
    defer { close(opened) }
    return flock(opened, LOCK_SH | LOCK_NB) != 0
  }

  /// Locks a file. Tries again after a while, because ``isHeld(_:)`` takes the lock for a moment.
  private static func lock(_ opened: Int32) -> Bool {
    if flock(opened, LOCK_EX | LOCK_NB) == 0 { return true }
    usleep(100_000)
    return flock(opened, LOCK_EX | LOCK_NB) == 0
  }

  deinit {
    release()
  }

  /// Releases the lock. Can be called more than once.
  package func release() {
    let held = descriptor.withLock { descriptor in
      defer { descriptor = nil }
      return descriptor
    }
    if let held { close(held) }
  }

  private static func error(_ message: String, cause: any Error) -> ProviderError {
    ProviderError(.invalidConfiguration, message, cause: cause)
  }
}
