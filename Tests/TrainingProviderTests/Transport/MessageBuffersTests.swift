import NIOCore
import Testing

@testable import TrainingProvider

@Suite struct MessageBuffersTests {
  private let buffers = MessageBuffers(limit: 10_000)

  @Test func buffersAreUsedAgain() {
    var buffer = buffers.take(4_000)
    buffer.writeRepeatingByte(1, count: 4_000)
    let address = buffer.address
    buffers.giveBack(buffer)
    buffer = ByteBuffer()
    let next = buffers.take(3_000)
    #expect(next.address == address)
    #expect(next.readableBytes == 0)
    #expect(buffers.byteCount == 0)
  }

  /// A handler may keep a message.
  @Test func whatSomebodyHoldsStaysAsItIs() {
    var buffer = buffers.take(4_000)
    buffer.writeRepeatingByte(1, count: 4_000)
    buffers.giveBack(buffer)
    var next = buffers.take(4_000)
    next.writeRepeatingByte(2, count: 4_000)
    #expect(buffer == ByteBuffer(repeating: 1, count: 4_000))
    #expect(next == ByteBuffer(repeating: 2, count: 4_000))
  }

  @Test func largerMessagesGetLargerBuffers() {
    buffers.giveBack(buffers.take(1_000))
    #expect(buffers.take(4_000).writableBytes >= 4_000)
    #expect(buffers.byteCount >= 1_000)
  }

  @Test func noMoreAreKeptThanAllowed() {
    let taken = (0..<4).map { _ in buffers.take(4_000) }
    for buffer in taken { buffers.giveBack(buffer) }
    #expect((4_000...10_000).contains(buffers.byteCount))
    buffers.removeAll()
    #expect(buffers.byteCount == 0)
  }
}

extension ByteBuffer {
  /// Where the memory of the buffer begins.
  var address: UInt { withVeryUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
}
