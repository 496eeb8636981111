import NIOCore
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct MessageAssemblerTests {
  /// However the bytes are divided, whole messages come out, with the same bytes.
  @Test(arguments: 0..<50) func messagesComeOutWhole(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let sizes = (0..<8).map { _ in Int.random(in: 0...3_000, using: &random) }
    let all = sizes.flatMap { Self.message(ofSize: $0) }
    var ends = [0]
    for size in sizes { ends.append(ends[ends.count - 1] + 5 + size) }
    var scanner = MessageScanner(maxBytes: 3_000)
    var assembler = MessageAssembler()
    let buffers = MessageBuffers(limit: 10_000)
    var passedOn: [UInt8] = []
    var arrived = 0
    while arrived < all.count {
      let count = min(Int.random(in: 0...2_000, using: &random), all.count - arrived)
      let piece = ByteBuffer(bytes: all[arrived..<arrived + count])
      arrived += count
      scanner.read(piece.readableBytesView)
      let whole = assembler.add(piece, unfinishedBytes: scanner.unfinishedBytes)
      passedOn += whole.map { Array($0.readableBytesView) } ?? []
      if scanner.isWithinMessage, Bool.random(using: &random) {
        assembler.use(buffers.take(MessageScanner.prefixBytes + scanner.messageBytes))
      }
      if let buffer = assembler.takeBuffer() { buffers.giveBack(buffer) }
      // All messages that have ended, and nothing else.
      #expect(passedOn.count == ends.last { $0 <= arrived })
    }
    #expect(passedOn == all)
  }

  /// The memory of a message is used for the next one, as soon as nobody holds the message.
  @Test func messagesArriveInTheSameMemory() throws {
    let buffers = MessageBuffers(limit: 10_000)
    var assembler = MessageAssembler()
    var addresses: [UInt] = []
    for _ in 0..<2 {
      let message = ByteBuffer(bytes: Self.message(ofSize: 3_000))
      let first = try #require(message.getSlice(at: 0, length: 1_000))
      let rest = try #require(message.getSlice(at: 1_000, length: 2_005))
      #expect(assembler.add(first, unfinishedBytes: 1_000) == nil)
      assembler.use(buffers.take(3_005))
      let whole = assembler.add(rest, unfinishedBytes: 0)
      #expect(whole == message)
      addresses.append(try #require(whole).address)
      let buffer = assembler.takeBuffer()
      buffers.giveBack(try #require(buffer))
    }
    #expect(addresses[0] == addresses[1])
  }

  /// The transport finds out that a request ends within a message.
  @Test func anUnfinishedMessageIsPassedOnInTheEnd() {
    var assembler = MessageAssembler()
    #expect(assembler.add(ByteBuffer(bytes: [0, 0, 0]), unfinishedBytes: 3) == nil)
    #expect(assembler.add(ByteBuffer(bytes: [0, 9, 1]), unfinishedBytes: 6) == nil)
    #expect(
      assembler.all(with: ByteBuffer(bytes: [2])) == ByteBuffer(bytes: [0, 0, 0, 0, 9, 1, 2]))
    #expect(assembler.all(with: ByteBuffer()) == ByteBuffer())
  }

  private static func message(ofSize size: Int) -> [UInt8] {
    [0, 0, 0, UInt8(size >> 8), UInt8(size & 0xff)]
      + (0..<size).map { UInt8(truncatingIfNeeded: $0) }
  }
}
