import Foundation

/// An error number from the operating system, with the call that failed.
package struct SystemError: Error, CustomStringConvertible {
  package let call: String
  package let number: Int32

  /// Reads the error number of the call that just failed.
  package init(_ call: String) {
    self.call = call
    number = errno
  }

  package init(_ call: String, number: Int32) {
    self.call = call
    self.number = number
  }

  package var description: String {
    "\(call): \(reason) (\(number))"
  }

  /// The meaning of the number, for example `Permission denied`.
  var reason: String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }

  /// Whether the disk is full, or the user's share of it.
  package var isShortage: Bool { number == ENOSPC || number == EDQUOT }

  /// The error to send to the consumer, who can only try again.
  package var providerError: ProviderError {
    guard isShortage else {
      return ProviderError(
        .storageFailed, "the provider could not store a file; try again later", cause: self)
    }
    return .storageFull(cause: self)
  }
}

extension SystemError {
  /// The number in an error of Foundation's; that of an input or output error if it has none.
  static func number(of error: any Error) -> Int32 {
    if let error = error as? SystemError { return error.number }
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(clamping: error.code) }
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error { return number(of: cause) }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: return ENOENT
    case .fileReadNoPermission, .fileWriteNoPermission: return EACCES
    case .fileWriteOutOfSpace: return ENOSPC
    case .fileWriteFileExists: return EEXIST
    default: return EIO
    }
  }

  /// Whether an error says that a disk is full, or was caused by one that does.
  package static func isShortage(_ error: any Error) -> Bool {
    if let error = error as? SystemError { return error.isShortage }
    if let error = error as? ProviderError {
      return error.code == .storageFull || error.cause.map(isShortage) ?? false
    }
    let error = error as NSError
    switch error.domain {
    case NSPOSIXErrorDomain where [ENOSPC, EDQUOT].map(Int.init).contains(error.code):
      return true
    case NSCocoaErrorDomain where error.code == CocoaError.fileWriteOutOfSpace.rawValue:
      return true
    default: return (error.userInfo[NSUnderlyingErrorKey] as? any Error).map(isShortage) ?? false
    }
  }
}

extension ProviderError {
  /// An error that says that the disk has no room.
  package static func storageFull(cause: (any Error)? = nil) -> ProviderError {
    ProviderError(
      .storageFull, "the provider has no room on its disk; try again later", cause: cause)
  }

  /// An error that says that the provider can't start because the disk has no room.
  static func noRoomToStart(_ file: URL, cause: any Error) -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "the provider cannot start because the disk of \(file.path) has no room: free at least "
        + "1 MiB, then start it again", cause: cause)
  }
}
