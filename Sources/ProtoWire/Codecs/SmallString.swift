/// The bits of a string with up to 15 bytes of UTF-8, which Swift keeps in the string itself.
///
/// The standard library copies such a string to the stack before it shows the bytes, and looks at
/// the bytes one by one before it makes a string of them. Both take several times as long as
/// loading or storing two words.
///
/// The layout is a part of the standard library's stable interface on Apple's platforms, but isn't
/// documented. Before it is first used, it is compared with strings of every length. If one of them
/// differs, the standard library's functions are used for all.
@usableFromInline
enum SmallString {
  /// The first eight bytes, and up to seven others. The uppermost byte says that the string is
  /// small, whether it is ASCII, and how many bytes it has.
  @usableFromInline
  typealias Bits = (UInt64, UInt64)

  @inlinable static var maxCount: Int { 15 }

  /// The bits that all small strings have, and large strings don't.
  @inlinable static var mark: UInt64 { 0xA0 &<< 56 }

  /// The bit that is set if all bytes are below 0x80.
  @inlinable static var asciiMark: UInt64 { 0x40 &<< 56 }

  @inlinable
  @inline(__always)
  static func isSmall(_ bits: Bits) -> Bool { bits.1 & mark == mark }

  @inlinable
  @inline(__always)
  static func count(_ bits: Bits) -> Int { Int(truncatingIfNeeded: bits.1 &>> 56 & 15) }

  /// Returns a string of the first `count` of 16 bytes, or `nil` if they aren't all ASCII. It must
  /// be known that strings have this layout.
  ///
  /// - Parameter count: 1 to 15.
  @inline(__always)
  static func ascii(_ bytes: UnsafeRawPointer, count: Int) -> String? {
    var low = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    var high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    // The bytes after the first `count` are shifted out.
    if count > 8 {
      let rest = UInt64(truncatingIfNeeded: 8 &* (16 &- count))
      high = (high &<< rest) &>> rest
    } else {
      let rest = UInt64(truncatingIfNeeded: 8 &* (8 &- count))
      low = (low &<< rest) &>> rest
      high = 0
    }
    guard (low | high) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let bits = (low, high | mark | asciiMark | UInt64(truncatingIfNeeded: count) &<< 56)
    return unsafeBitCast(bits, to: String.self)
  }
}

extension SmallString {
  /// Whether strings have the layout that is described above.
  @usableFromInline
  static let isKnown: Bool = {
    guard MemoryLayout<String>.size == MemoryLayout<Bits>.size, UInt64(littleEndian: 1) == 1 else {
      return false
    }
    let large = ["more than 15 bytes", String(repeating: "ä", count: 8)]
    return (0...maxCount).allSatisfy(isAsExpected)
      && large.allSatisfy { !isSmall(unsafeBitCast($0, to: Bits.self)) }
  }()

  /// Returns whether a string of `count` bytes has the expected bits, both with ASCII only and with
  /// another letter.
  private static func isAsExpected(_ count: Int) -> Bool {
    let ascii = (0..<count).map { UInt8(0x61 + $0) }
    let other = count < 2 ? ascii : Array("ä".utf8) + ascii.dropFirst(2)
    return [ascii, other].allSatisfy { bytes in
      let bits = unsafeBitCast(String(decoding: bytes, as: UTF8.self), to: Bits.self)
      let isASCII = bytes.allSatisfy { $0 < 0x80 }
      let flags = mark | (isASCII ? asciiMark : 0) | UInt64(count) &<< 56
      let words = stride(from: 0, to: 16, by: 8).map { start in
        bytes.dropFirst(start).prefix(8).reversed().reduce(0 as UInt64) { $0 &<< 8 | UInt64($1) }
      }
      return bits == (words[0], words[1] | flags)
    }
  }
}
