import NIOCore
import Synchronization

/// Buffers for long messages. Each is used for one message after the other.
///
/// The system fills new memory with zeros, page by page, when it is first written to, and the allocator
/// gives large pieces back to the system as soon as they are free. Together this takes about ten
/// times as long as copying a message into a buffer that was used before.
final class MessageBuffers: Sendable {
  private let limit: Int
  private let state = Mutex(State())

  private struct State {
    /// The buffers that can be used again, the one that was used last at the end.
    var spare: [ByteBuffer] = []
    var byteCount = 0
  }

  /// - Parameter limit: how many bytes the buffers may have that aren't in use.
  init(limit: Int) {
    self.limit = limit
  }

  /// How many bytes the buffers have that aren't in use.
  var byteCount: Int { state.withLock(\.byteCount) }

  /// Returns an empty buffer with room for `byteCount` bytes.
  func take(_ byteCount: Int) -> ByteBuffer {
    var buffer = takeSpare(byteCount) ?? ByteBuffer()
    // If somebody still holds the message in the buffer, this allocates another one.
    buffer.clear(minimumCapacity: byteCount)
    return buffer
  }

  private func takeSpare(_ byteCount: Int) -> ByteBuffer? {
    state.withLock { state in
      guard let index = state.spare.lastIndex(where: { $0.storageCapacity >= byteCount }) else {
        return nil
      }
      state.byteCount -= state.spare[index].storageCapacity
      return state.spare.remove(at: index)
    }
  }

  /// Keeps a buffer for another message.
  func giveBack(_ buffer: ByteBuffer) {
    state.withLock { state in
      guard state.byteCount + buffer.storageCapacity <= limit else { return }
      state.byteCount += buffer.storageCapacity
      state.spare.append(buffer)
    }
  }

  /// Frees the buffers that aren't in use.
  func removeAll() {
    state.withLock { $0 = State() }
  }
}
