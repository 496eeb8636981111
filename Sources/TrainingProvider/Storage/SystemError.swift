import Foundation

/// An error number of the operating system, with the call that gave it.
struct SystemError: Error, CustomStringConvertible {
  let call: String
  let number: Int32

  /// Reads the error number of the call that just failed.
  init(_ call: String) {
    self.call = call
    number = errno
  }

  var description: String {
    "\(call): \(reason) (\(number))"
  }

  /// What the number means, e.g. `Permission denied`.
  var reason: String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }

  /// The error for the consumer, who can only try again.
  var providerError: ProviderError {
    guard number == ENOSPC || number == EDQUOT else {
      return ProviderError(
        .storageFailed, "the provider could not store a file; try again later", cause: self)
    }
    return .storageFull(cause: self)
  }
}

extension ProviderError {
  /// There is no room on the disk.
  static func storageFull(cause: (any Error)? = nil) -> ProviderError {
    ProviderError(
      .storageFull, "the provider has no room on its disk; try again later", cause: cause)
  }
}
