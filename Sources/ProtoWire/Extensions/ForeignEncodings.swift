/// The encodings of messages that don't have a ProtoWire codec. They are made while measuring, and
/// are written in the same order.
@usableFromInline
final class ForeignEncodings {
  /// The error of the first message that can't be encoded.
  @usableFromInline
  private(set) var failure: (any Error)?

  private var encodings: [[UInt8]] = []
  private var next = 0

  func append(_ encode: () throws -> [UInt8]) -> Int {
    var encoded: [UInt8] = []
    do {
      encoded = try encode()
    } catch {
      fail(error)
    }
    encodings.append(encoded)
    return encoded.count
  }

  func fail(_ error: any Error) {
    failure = failure ?? error
  }

  /// Returns the next encoding to write, or `nil` if the message wasn't measured.
  func takeNext() -> [UInt8]? {
    guard next < encodings.count else { return nil }
    defer { next += 1 }
    return encodings[next]
  }
}
