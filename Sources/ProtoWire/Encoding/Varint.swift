public import SwiftProtobuf

/// Functions for protobuf's variable-length integers, which have seven bits in each byte, least
/// significant first.
@usableFromInline
enum Varint {
  /// The maximum number of bytes of a 64-bit integer.
  @inlinable
  static var maxSize: Int { 10 }

  /// The maximum number of bytes of a tag. This is the number for 32 bits, even if a tag is padded
  /// with zeros.
  @inlinable
  static var maxTagSize: Int { 5 }

  /// Returns the number of bytes of `value`, 1 to 10.
  @inlinable
  @inline(__always)
  static func size(_ value: UInt64) -> Int {
    // ⌈bits / 7⌉ without a division: 9/64 is just above 1/7 over this range.
    let bits = UInt64.bitWidth - (value | 1).leadingZeroBitCount
    return (bits * 9 + 64) >> 6
  }

  /// Writes a varint, and moves `cursor` to the byte after it. The caller ensures that there is
  /// room for the varint.
  @inlinable
  @inline(__always)
  static func write(_ value: UInt64, at cursor: inout UnsafeMutablePointer<UInt8>) {
    var rest = value
    while rest >= 0x80 {
      cursor.pointee = UInt8(truncatingIfNeeded: rest) | 0x80
      cursor += 1
      rest >>= 7
    }
    cursor.pointee = UInt8(truncatingIfNeeded: rest)
    cursor += 1
  }

  /// Writes a tag. If the compiler knows the tag, it writes one or two bytes without a loop.
  @inlinable
  @inline(__always)
  static func write(tag: UInt32, at cursor: inout UnsafeMutablePointer<UInt8>) {
    guard tag >= 0x80 else {
      cursor.pointee = UInt8(truncatingIfNeeded: tag)
      return cursor += 1
    }
    guard tag < 0x4000 else { return write(UInt64(tag), at: &cursor) }
    let bytes = UInt16(truncatingIfNeeded: tag & 0x7F | 0x80 | (tag & 0x3F80) &<< 1)
    UnsafeMutableRawPointer(cursor).storeBytes(of: bytes.littleEndian, as: UInt16.self)
    cursor += 2
  }

  /// Reads a varint, and moves `cursor` to the byte after it. Returns `nil` if the varint is longer
  /// than ten bytes or doesn't end before `end`. Drops the bits beyond the 64th, as C++ does.
  @inlinable
  @inline(__always)
  static func read(
    from cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UInt64? {
    guard end - cursor >= MemoryLayout<UInt64>.size else { return readBytewise(&cursor, end) }
    let word = UInt64(littleEndian: UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self))
    if word & 0x80 == 0 {
      cursor += 1
      return word & 0x7F
    }
    // Most varints are as long as the one before. A branch that is predicted then takes less time
    // than computing the length.
    if word & 0x8000 == 0 {
      cursor += 2
      return word & 0x7F | (word & 0x7F00) &>> 1
    }
    if word & 0x80_0000 == 0 {
      cursor += 3
      return word & 0x7F | (word & 0x7F00) &>> 1 | (word & 0x7F_0000) &>> 2
    }
    return readLong(word, &cursor, end)
  }

  /// Returns the error for a varint that can't be read.
  @usableFromInline
  static func fault(
    _ cursor: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> WireDecodingError {
    end - cursor < maxSize ? .truncated : .malformedProtobuf
  }

  // These functions pass a copy of the cursor to a function that isn't inlined, so that the cursor
  // itself stays in a register.

  @inlinable
  @inline(__always)
  static func readLong(
    _ word: UInt64, _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UInt64? {
    var next = cursor
    defer { cursor = next }
    return readRest(word, &next, end)
  }

  @inlinable
  @inline(__always)
  static func readBytewise(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UInt64? {
    var next = cursor
    defer { cursor = next }
    return readBytes(&next, end)
  }

  /// Reads a varint of more than three bytes, of which `word` holds the first eight.
  @usableFromInline
  static func readRest(
    _ word: UInt64, _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UInt64? {
    // The last byte of the varint is the first one whose upper bit isn't set.
    let last = ~word & 0x8080_8080_8080_8080
    guard last == 0 else {
      cursor += last.trailingZeroBitCount / 8 + 1
      return joined(word & (last ^ (last &- 1)))
    }
    guard end - cursor > 8 else { return nil }
    let bits = joined(word) | UInt64(cursor[8] & 0x7F) &<< 56
    if cursor[8] < 0x80 {
      cursor += 9
      return bits
    }
    guard end - cursor > 9, cursor[9] < 0x80 else { return nil }
    defer { cursor += 10 }
    return bits | UInt64(cursor[9]) &<< 63
  }

  /// Returns the lower seven bits of each byte, one after the other.
  @inline(__always)
  private static func joined(_ word: UInt64) -> UInt64 {
    var bits = word & 0x7F7F_7F7F_7F7F_7F7F
    bits = bits & 0x007F_007F_007F_007F | (bits & 0x7F00_7F00_7F00_7F00) &>> 1
    bits = bits & 0x0000_3FFF_0000_3FFF | (bits & 0x3FFF_0000_3FFF_0000) &>> 2
    return bits & 0x0FFF_FFFF | (bits & 0x0FFF_FFFF_0000_0000) &>> 4
  }

  /// Returns the number of varints that end between two addresses.
  ///
  /// - Parameter readable: the end of the bytes that may be read, which is at `end` or after it.
  static func count(
    _ cursor: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, readable: UnsafePointer<UInt8>
  ) -> Int {
    // Only the last byte of each varint is below 0x80.
    var cursor = cursor
    var count = 0
    while end - cursor >= MemoryLayout<UInt64>.size {
      count &+= lastBytes(of: cursor).nonzeroBitCount
      cursor += MemoryLayout<UInt64>.size
    }
    if cursor < end, readable - cursor >= MemoryLayout<UInt64>.size {
      let behind = MemoryLayout<UInt64>.size - (end - cursor)
      return count &+ (lastBytes(of: cursor) &<< UInt64(8 * behind)).nonzeroBitCount
    }
    while cursor < end {
      if cursor.pointee < 0x80 { count &+= 1 }
      cursor += 1
    }
    return count
  }

  /// Looks at the eight bytes at `cursor`. In the result, the upper bit of each byte that ends a
  /// varint is set.
  @inline(__always)
  static func lastBytes(of cursor: UnsafePointer<UInt8>) -> UInt64 {
    let word = UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self)
    return ~UInt64(littleEndian: word) & 0x8080_8080_8080_8080
  }

  /// Reads a varint byte by byte, if fewer than eight bytes may be left.
  @usableFromInline
  static func readBytes(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UInt64? {
    var bits: UInt64 = 0
    for index in 0..<Swift.min(maxSize, end - cursor) {
      let byte = cursor[index]
      bits |= UInt64(byte & 0x7F) &<< UInt64(7 * index)
      if byte < 0x80 {
        cursor += index + 1
        return bits
      }
    }
    return nil
  }
}
