/// Encodings, made while measuring, of messages that have no codec of ours; they are written in the
/// order in which they were made.
@usableFromInline
final class ForeignEncodings {
  /// Why one of them could not be made: the first reason.
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

  /// The next to be written; `nil` if there is none, as the message was not measured.
  func takeNext() -> [UInt8]? {
    guard next < encodings.count else { return nil }
    defer { next += 1 }
    return encodings[next]
  }
}
