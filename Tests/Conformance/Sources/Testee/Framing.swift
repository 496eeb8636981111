import Foundation

/// A sequence of messages, each preceded by its length in four bytes, least significant first.
struct Framing {
  let input: FileHandle
  let output: FileHandle

  /// Returns the bytes of the next message, or `nil` if the input ends between two messages.
  ///
  /// - Throws: ``Interrupted`` if the input ends within a message.
  func receive() throws -> Data? {
    guard let prefix = try input.read(upToCount: 4), !prefix.isEmpty else { return nil }
    guard prefix.count == 4 else { throw Interrupted() }
    let length = prefix.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length > 0 else { return Data() }
    guard let message = try input.read(upToCount: length), message.count == length else {
      throw Interrupted()
    }
    return message
  }

  func send(_ message: Data) throws {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) }
    try output.write(contentsOf: length + message)
  }

  /// The input ended within a message.
  struct Interrupted: Error {}
}
