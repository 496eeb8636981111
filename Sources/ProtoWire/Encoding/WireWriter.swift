/// Writes a measured message into a buffer of exactly its size.
///
/// The pointer is never checked against the buffer's end. That is in bounds because the buffer has
/// the size that ``WireEncodable/measure(in:)`` counted for the same immutable value, and measuring
/// and writing make the same decisions field by field: both come from one codec.
public struct WireWriter {
  @usableFromInline
  var cursor: UnsafeMutablePointer<UInt8>

  /// The next of the lengths that were measured; there are as many as are read, by the same reason.
  @usableFromInline
  var lengths: UnsafePointer<Int32>

  @usableFromInline
  let foreign: ForeignEncodings?

  /// Whether map entries are written in the order of their keys.
  @usableFromInline
  let sortsMaps: Bool

  @inlinable
  init(
    start: UnsafeMutableRawPointer, lengths: UnsafePointer<Int32>,
    foreign: ForeignEncodings?, sortsMaps: Bool
  ) {
    self.cursor = start.assumingMemoryBound(to: UInt8.self)
    self.lengths = lengths
    self.foreign = foreign
    self.sortsMaps = sortsMaps
  }

  @inlinable
  func written(from start: UnsafeMutableRawPointer) -> Int {
    UnsafeRawPointer(cursor) - UnsafeRawPointer(start)
  }
}

extension WireWriter {
  @inlinable
  @inline(__always)
  mutating func varint(_ value: UInt64) {
    Varint.write(value, at: &cursor)
  }

  @inlinable
  @inline(__always)
  mutating func tag(_ tag: UInt32) {
    varint(UInt64(tag))
  }

  /// Writes the length in the next slot.
  @inlinable
  @inline(__always)
  mutating func measuredLength() {
    varint(UInt64(UInt32(bitPattern: lengths.pointee)))
    lengths += 1
  }

  @inlinable
  @inline(__always)
  mutating func fixed<Bits: FixedWidthInteger>(_ value: Bits) {
    UnsafeMutableRawPointer(cursor).storeBytes(of: value.littleEndian, as: Bits.self)
    cursor += MemoryLayout<Bits>.size
  }

  @inlinable
  @inline(__always)
  mutating func bytes(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(cursor).copyMemory(from: base, byteCount: bytes.count)
    cursor += bytes.count
  }
}
