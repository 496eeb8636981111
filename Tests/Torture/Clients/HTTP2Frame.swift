import NIOCore

/// A frame of HTTP/2 (RFC 9113, section 4.1).
struct HTTP2Frame {
  var type: UInt8
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload = ByteBuffer()

  static let data: UInt8 = 0
  static let headers: UInt8 = 1
  static let reset: UInt8 = 3
  static let settings: UInt8 = 4
  static let ping: UInt8 = 6
  static let goAway: UInt8 = 7
  static let windowUpdate: UInt8 = 8

  /// A flag of SETTINGS and PING.
  static let acknowledged: UInt8 = 1
  /// A flag of DATA and HEADERS.
  static let endOfStream: UInt8 = 1
  /// A flag of HEADERS.
  static let endOfHeaders: UInt8 = 4

  /// The preface that a client sends before its first frame.
  static let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

  func write(to buffer: inout ByteBuffer) {
    let length = UInt32(payload.readableBytes)
    buffer.writeInteger(length << 8 | UInt32(type))
    buffer.writeInteger(flags)
    buffer.writeInteger(stream)
    buffer.writeImmutableBuffer(payload)
  }

  /// Removes and returns the next complete frame of `buffer`; `nil` if there is none yet.
  static func read(from buffer: inout ByteBuffer) -> HTTP2Frame? {
    let begin = buffer.readerIndex
    guard let head = buffer.readMultipleIntegers(as: (UInt32, UInt8, UInt32).self),
      let payload = buffer.readSlice(length: Int(head.0 >> 8))
    else {
      buffer.moveReaderIndex(to: begin)
      return nil
    }
    return HTTP2Frame(
      type: UInt8(truncatingIfNeeded: head.0), flags: head.1, stream: head.2 & 0x7FFF_FFFF,
      payload: payload)
  }
}

extension HTTP2Frame {
  /// The headers of a gRPC call, each a literal that is never indexed (RFC 7541, section 6.2.2).
  ///
  /// - Parameter more: further headers, each name and value at most 126 bytes long.
  static func call(
    _ path: String, stream: UInt32 = 1, with more: [HTTP2Header] = []
  ) -> HTTP2Frame {
    var payload = ByteBuffer()
    let headers: [HTTP2Header] = [
      .init(":method", "POST"), .init(":scheme", "http"), .init(":path", path),
      .init(":authority", "localhost"), .init("content-type", "application/grpc"),
      .init("te", "trailers"),
    ]
    for header in headers + more {
      payload.writeInteger(UInt8(0))
      for text in [header.name, header.value] {
        payload.writeInteger(UInt8(text.utf8.count))
        payload.writeString(text)
      }
    }
    return HTTP2Frame(type: Self.headers, flags: endOfHeaders, stream: stream, payload: payload)
  }

  /// The answer to SETTINGS and PING.
  var acknowledgement: HTTP2Frame {
    HTTP2Frame(
      type: type, flags: Self.acknowledged,
      payload: type == Self.ping ? payload : ByteBuffer())
  }

  /// A gRPC message that isn't compressed.
  static func message(_ bytes: [UInt8], isLast: Bool) -> HTTP2Frame {
    var payload = ByteBuffer()
    payload.writeInteger(UInt8(0))
    payload.writeInteger(UInt32(bytes.count))
    payload.writeBytes(bytes)
    return HTTP2Frame(
      type: data, flags: isLast ? endOfStream : 0, stream: 1, payload: payload)
  }
}

/// A header field of HTTP/2.
struct HTTP2Header: Hashable, Sendable {
  let name: String
  let value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
