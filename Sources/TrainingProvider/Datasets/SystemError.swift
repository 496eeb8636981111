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
    "\(call): \(String(cString: strerror(number))) (\(number))"
  }

  /// The error for the consumer, who can only try again.
  var providerError: ProviderError {
    ProviderError(
      .storageFailed, "the provider could not store the dataset; try again later", cause: self)
  }
}
