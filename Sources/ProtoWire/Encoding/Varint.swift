public import SwiftProtobuf

/// Facts about protobuf's variable length integers: seven bits a byte, least significant first.
@usableFromInline
enum Varint {
  /// The most bytes that a 64-bit integer takes.
  @inlinable
  static var maxSize: Int { 10 }

  /// The most bytes that a tag may take: those of 32 bits, even if there are zeros among them.
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

  /// Writes a varint and moves `cursor` behind it; there is room for it.
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

  /// Reads a varint and moves `cursor` behind it; `nil` if it is longer than ten bytes or ends
  /// behind `end`. Bits beyond the 64th are dropped, as in C++.
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
    // Lengths mostly repeat, so that a branch which is guessed costs less than to compute one.
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

  /// What is wrong with a varint that cannot be read.
  @usableFromInline
  static func fault(
    _ cursor: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> WireDecodingError {
    end - cursor < maxSize ? .truncated : .malformedProtobuf
  }

  // Only a copy of the cursor is lent to what is not inlined, so that itself it stays in a
  // register.

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
    // The last byte is the first without the bit that announces another one.
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

  /// The lower seven bits of each byte, one after the other.
  @inline(__always)
  private static func joined(_ word: UInt64) -> UInt64 {
    var bits = word & 0x7F7F_7F7F_7F7F_7F7F
    bits = bits & 0x007F_007F_007F_007F | (bits & 0x7F00_7F00_7F00_7F00) &>> 1
    bits = bits & 0x0000_3FFF_0000_3FFF | (bits & 0x3FFF_0000_3FFF_0000) &>> 2
    return bits & 0x0FFF_FFFF | (bits & 0x0FFF_FFFF_0000_0000) &>> 4
  }

  /// The number of varints that end between two addresses.
  ///
  /// - Parameter readable: the end of bytes that may be looked at, at `end` or behind it.
  static func count(
    _ cursor: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, readable: UnsafePointer<UInt8>
  ) -> Int {
    // Each varint ends in the one byte of its that is below 0x80.
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

  /// The upper bits of those of the eight bytes at `cursor` in which varints end.
  @inline(__always)
  static func lastBytes(of cursor: UnsafePointer<UInt8>) -> UInt64 {
    let word = UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self)
    return ~UInt64(littleEndian: word) & 0x8080_8080_8080_8080
  }

  /// Reads a varint that may have fewer than eight bytes behind it.
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
