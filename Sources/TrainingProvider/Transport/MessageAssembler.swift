import NIOCore

/// Puts the pieces together in which a long message arrives.
///
/// Clients that limit frames to 16 KiB send a batch of an upload in more than 64 pieces. What follows
/// in the pipeline does the same work for each piece as for a message, so it gets all of them at once.
struct MessageAssembler {
  private var begun = ByteBuffer()
  /// Whether the bytes that have begun are in a buffer that was passed to ``use(_:)``.
  private var isBorrowed = false
  private var borrowed: ByteBuffer?

  /// Adds bytes that arrived.
  ///
  /// - Parameters:
  ///   - bytes: the bytes.
  ///   - unfinishedBytes: how many bytes of the last message have arrived in all, if more of it is
  ///     missing; otherwise 0.
  /// - Returns: the bytes to pass on, which end with a message; `nil` if no message has ended.
  mutating func add(_ bytes: ByteBuffer, unfinishedBytes: Int) -> ByteBuffer? {
    var bytes = bytes
    let endCount = bytes.readableBytes - min(unfinishedBytes, bytes.readableBytes)
    guard endCount > 0, let end = bytes.readSlice(length: endCount) else {
      append(bytes)
      return nil
    }
    defer { begun = bytes }
    return all(with: end)
  }

  /// Adds bytes that arrived, and returns all bytes to pass on, even if they end within a message.
  mutating func all(with bytes: ByteBuffer) -> ByteBuffer {
    append(bytes)
    defer { begun = ByteBuffer() }
    if isBorrowed {
      borrowed = begun
      isBorrowed = false
    }
    return begun
  }

  /// Puts the rest of the message that has begun into a buffer with enough room for all of it, and
  /// moves there what has arrived.
  mutating func use(_ buffer: consuming ByteBuffer) {
    buffer.writeImmutableBuffer(begun)
    begun = buffer
    isBorrowed = true
  }

  /// Takes the buffer back that was passed to ``use(_:)`` and that the last bytes passed on are in;
  /// `nil` if there is none.
  mutating func takeBuffer() -> ByteBuffer? {
    defer { borrowed = nil }
    return borrowed
  }

  private mutating func append(_ bytes: ByteBuffer) {
    if begun.readableBytes == 0, !isBorrowed {
      begun = bytes
    } else {
      begun.writeImmutableBuffer(bytes)
    }
  }
}
