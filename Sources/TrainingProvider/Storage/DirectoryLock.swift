import Foundation
import Synchronization

/// Keeps a second provider, in this or another process, out of a data directory.
///
/// Two would each resume the other's work and remove its files. The lock belongs to the open file,
/// so it cannot outlive the process that holds it.
final class DirectoryLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if somebody
  ///   holds the lock or the file cannot be opened.
  init(_ file: URL) throws(ProviderError) {
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else {
      throw Self.error("\(file.path) cannot be opened", cause: SystemError("open"))
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let cause = SystemError("flock")
      close(opened)
      throw Self.error("another provider uses the data directory of \(file.path)", cause: cause)
    }
    descriptor = Mutex(opened)
  }

  deinit {
    release()
  }

  /// Lets others in. Can be called more than once.
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
