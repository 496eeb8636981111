import Foundation

/// A frame of HTTP/2 (RFC 9113 §4.1), as far as these tests need it.
struct RawFrame: Hashable {
  /// The type of a frame. Types that the tests don't need are skipped.
  struct Kind: Hashable {
    var code: UInt8
    static let data = Kind(code: 0)
    static let headers = Kind(code: 1)
    static let reset = Kind(code: 3)
    static let settings = Kind(code: 4)
    static let ping = Kind(code: 6)
    static let goAway = Kind(code: 7)
    static let windowUpdate = Kind(code: 8)
  }

  var kind: Kind
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload = Data()

  /// Whether this is the last frame of the stream.
  var endsStream: Bool { flags & 1 == 1 }

  /// The frame on the wire.
  var bytes: Data {
    let length = UInt32(payload.count).bigEndianBytes.dropFirst()
    return Data(length) + Data([kind.code, flags]) + Data(stream.bigEndianBytes) + payload
  }

  /// The complete frames at the beginning of `bytes`.
  static func frames(in bytes: [UInt8]) -> [RawFrame] {
    var frames: [RawFrame] = []
    var start = 0
    while start + 9 <= bytes.count {
      let length = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      let end = start + 9 + length
      guard end <= bytes.count else { break }
      frames.append(
        RawFrame(
          kind: Kind(code: bytes[start + 3]), flags: bytes[start + 4],
          stream: bytes[(start + 5)..<(start + 9)].reduce(0) { $0 << 8 | UInt32($1) },
          payload: Data(bytes[(start + 9)..<end])))
      start = end
    }
    return frames
  }
}

// MARK: Frames of clients

extension RawFrame {
  /// The beginning of a connection: the magic, and empty settings.
  static let preface = magic + RawFrame(kind: .settings).bytes

  /// Like ``preface``, with a setting that allows no bytes of answers until the window is enlarged
  /// (SETTINGS_INITIAL_WINDOW_SIZE).
  static let prefaceOfTheDeaf =
    magic + RawFrame(kind: .settings, payload: Data([0, 4, 0, 0, 0, 0])).bytes

  private static let magic = Data("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  /// Opens a call.
  static func call(
    _ path: String, stream: UInt32 = 1, with more: [(String, String)] = [], last: Bool = false
  ) -> Data {
    let fields =
      [
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
        ("content-type", "application/grpc"), ("te", "trailers"),
      ] + more
    // Literal fields that are not indexed (RFC 7541 §6.2.2), without Huffman coding.
    let block = fields.reduce(into: Data()) { block, field in
      block.append(0)
      for text in [field.0, field.1] {
        block.append(UInt8(text.utf8.count))
        block.append(contentsOf: text.utf8)
      }
    }
    return RawFrame(kind: .headers, flags: last ? 5 : 4, stream: stream, payload: block).bytes
  }

  /// The beginning of a gRPC message.
  static func beginning(
    _ count: Int, ofMessage size: Int, stream: UInt32 = 1
  ) -> Data {
    let payload = Data([0]) + Data(UInt32(size).bigEndianBytes) + Data(count: count)
    return RawFrame(kind: .data, stream: stream, payload: payload).bytes
  }

  /// Abandons a call.
  static func resetStream(_ stream: UInt32 = 1) -> Data {
    RawFrame(kind: .reset, stream: stream, payload: Data([0, 0, 0, 8])).bytes
  }

  /// More bytes of a message.
  static func more(_ count: Int, stream: UInt32 = 1, last: Bool = true) -> Data {
    RawFrame(kind: .data, flags: last ? 1 : 0, stream: stream, payload: Data(count: count)).bytes
  }

  /// A gRPC message in a separate frame.
  static func message(_ message: Data = Data(), stream: UInt32 = 1, last: Bool = true) -> Data {
    let payload = Data([0]) + Data(UInt32(message.count).bigEndianBytes) + message
    return RawFrame(kind: .data, flags: last ? 1 : 0, stream: stream, payload: payload).bytes
  }
}

extension UInt32 {
  fileprivate var bigEndianBytes: [UInt8] {
    withUnsafeBytes(of: bigEndian) { Array($0) }
  }
}
