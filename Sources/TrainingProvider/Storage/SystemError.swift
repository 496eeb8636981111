import Foundation

/// An error number from the operating system, with the call that failed.
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

  /// The meaning of the number, for example `Permission denied`.
  var reason: String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }

  /// The error to send to the consumer, who can only try again.
  var providerError: ProviderError {
    guard number == ENOSPC || number == EDQUOT else {
      return ProviderError(
        .storageFailed, "the provider could not store a file; try again later", cause: self)
    }
    return .storageFull(cause: self)
  }
}

extension ProviderError {
  /// An error that says that the disk has no room.
  static func storageFull(cause: (any Error)? = nil) -> ProviderError {
    ProviderError(
      .storageFull, "the provider has no room on its disk; try again later", cause: cause)
  }
}
