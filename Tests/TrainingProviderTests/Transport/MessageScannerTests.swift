import NIOCore
import Testing

@testable import TrainingProvider

@Suite struct MessageScannerTests {
  /// The result doesn't depend on how the bytes are split.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 100])
  func messagesAreFollowed(_ pieceSize: Int) {
    var scanner = MessageScanner(maxBytes: 300)
    let bytes = message(0) + message(3) + message(300) + message(301)
    var found: [Bool] = []
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      scanner.read(ByteBuffer(bytes: bytes[start...].prefix(pieceSize)).readableBytesView)
      found.append(scanner.hasMessage)
    }
    #expect(scanner.isOversized)
    #expect(found.firstIndex(of: true) == (5 + pieceSize - 1) / pieceSize - 1)
  }

  @Test func halfAMessageIsNone() {
    var scanner = MessageScanner(maxBytes: 300)
    scanner.read(ByteBuffer(bytes: message(9).dropLast()).readableBytesView)
    #expect(!scanner.hasMessage)
    #expect(!scanner.isOversized)
  }

  @Test func largestLengthTrapsNothing() {
    var scanner = MessageScanner(maxBytes: 300)
    scanner.read(ByteBuffer(bytes: [0, 255, 255, 255, 255] + message(9)).readableBytesView)
    #expect(scanner.isOversized)
  }

  private func message(_ size: Int) -> [UInt8] {
    [0, 0, 0, UInt8(size >> 8), UInt8(size & 255)] + Array(repeating: 7, count: size)
  }
}
