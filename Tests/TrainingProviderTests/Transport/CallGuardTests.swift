import NIOCore
import NIOEmbedded
import NIOHPACK
import NIOHTTP2
import Testing

@testable import TrainingProvider

@Suite struct CallGuardTests {
  /// The transport keeps the buffer of the last bytes of each call until others arrive.
  @Test(arguments: [false, true]) func theTransportKeepsNoLargeMessage(_ isLast: Bool) throws {
    let pieces = try Self.pieces(ofMessage: 100_000, isLast: isLast)
    #expect(pieces.map(\.data.readableBytes) == [100_005, 0])
    #expect(pieces.map(\.endStream) == [false, isLast])
  }

  @Test(arguments: [false, true]) func smallMessagesArePassedOnAsTheyAre(_ isLast: Bool) throws {
    let pieces = try Self.pieces(ofMessage: 1_000, isLast: isLast)
    #expect(pieces.map(\.data.readableBytes) == [1_005])
    #expect(pieces.map(\.endStream) == [isLast])
  }

  /// What the transport gets of a message that arrives in two pieces.
  private static func pieces(
    ofMessage size: Int, isLast: Bool
  ) throws -> [HTTP2Frame.FramePayload.Data] {
    let limits = TransportLimits()
    let connection = ConnectionGuard(limits, ConnectionTable(limit: 1))
    let channel = EmbeddedChannel(
      handler: CallGuard(limits, of: connection, UnfinishedMessages(limit: .max)))
    try channel.writeInbound(HTTP2Frame.FramePayload.headers(.init(headers: [":path": "/a/b"])))
    var message = ByteBuffer(bytes: [0])
    message.writeInteger(UInt32(size))
    message.writeRepeatingByte(1, count: size)
    let first = message.readSlice(length: size / 2) ?? ByteBuffer()
    for (bytes, endsStream) in [(first, false), (message, isLast)] {
      try channel.writeInbound(
        HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(bytes), endStream: endsStream)))
    }
    var pieces: [HTTP2Frame.FramePayload.Data] = []
    while let frame = try channel.readInbound(as: HTTP2Frame.FramePayload.self) {
      if case .data(let piece) = frame { pieces.append(piece) }
    }
    _ = try? channel.finish()
    return pieces
  }
}
