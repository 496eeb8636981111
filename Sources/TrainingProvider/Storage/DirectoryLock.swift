import Foundation
import Synchronization

/// Prevents a second provider, in this or another process, from using a data directory.
///
/// Two providers would each resume the other's work and remove its files. The lock belongs to the
/// open file, so it ends with the process that holds it.
final class DirectoryLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if another
  ///   provider holds the lock or the file cannot be opened.
  init(_ file: URL) throws(ProviderError) {
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else {
      throw Self.error("\(file.path) cannot be opened", cause: SystemError("open"))
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let cause = SystemError("flock")
      close(opened)
      throw Self.error(
        "another provider uses the data directory of \(file.path): end it, or choose another "
          + "directory", cause: cause)
    }
    descriptor = Mutex(opened)
  }

  deinit {
    release()
  }

  /// Releases the lock. Can be called more than once.
  func release() {
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
