public import SwiftProtobuf

/// The lengths inside an encoded message, measured once, in the order in which the wire needs them.
///
/// Every length-delimited value whose length is not plain from the value itself takes a slot:
/// nested messages, map entries, packed varints. Measuring each of them once is what keeps encoding
/// linear in the depth of nesting.
public struct WireSizes {
  @usableFromInline
  var lengths: [Int32] = []

  /// Encodings of messages that have no codec of ours, made while measuring.
  @usableFromInline
  var foreign: [[UInt8]] = []

  @usableFromInline
  var failure: (any Error)?

  @usableFromInline
  let options: BinaryEncodingOptions

  @inlinable
  init(options: BinaryEncodingOptions) {
    self.options = options
  }

  /// Takes the next slot, to be filled when what it measures has been measured.
  @inlinable
  mutating func reserveSlot() -> Int {
    lengths.append(0)
    return lengths.count - 1
  }

  /// Fills a slot and returns the size with the length in front.
  @inlinable
  mutating func fill(_ slot: Int, with length: Int) -> Int {
    lengths[slot] = Int32(truncatingIfNeeded: length)
    return length + Varint.size(UInt64(truncatingIfNeeded: length))
  }
}

extension WireSizes {
  /// The largest encoding that protobuf allows: 2 GiB less one byte.
  @usableFromInline
  static let limit = Int(Int32.max)

  /// Measures `message` as a whole.
  ///
  /// - Throws: ``WireEncodingError/tooLarge(bytes:)`` or what a foreign message threw.
  @inlinable
  mutating func total(of message: some WireMessage) throws -> Int {
    let count = message.measure(in: &self)
    if let failure { throw failure }
    guard count <= Self.limit else { throw WireEncodingError.tooLarge(bytes: count) }
    return count
  }

  /// Writes `message`, which ``total(of:)`` has just measured, filling `buffer` exactly.
  @inlinable
  func write(_ message: some WireMessage, into buffer: UnsafeMutableRawBufferPointer) {
    guard let base = buffer.baseAddress else { return }
    lengths.withUnsafeBufferPointer { lengths in
      var writer = WireWriter(
        start: base, lengths: lengths, foreign: foreign[...],
        sortsMaps: options.useDeterministicOrdering)
      message.encode(to: &writer)
      precondition(
        writer.written(from: base) == buffer.count, "a message changed while it was encoded")
    }
  }
}
