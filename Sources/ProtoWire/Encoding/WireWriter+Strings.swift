extension WireWriter {
  /// Writes a tag, the length of the UTF-8 of `value`, and the UTF-8.
  @inlinable
  @inline(__always)
  mutating func string(_ value: String, tag: UInt32) {
    if !Self.write(value, tag: tag, at: &cursor, lastStart, knowsSmallStrings) {
      uncommonString(value, tag: tag)
    }
  }

  /// Writes a repeated field with a tag for each string.
  @inlinable
  public mutating func repeated(_ codec: WireString.Type, _ values: [String], tag: UInt32) {
    // A local pointer stays in a register. It also shows the compiler that the strings don't
    // change, so that they aren't retained.
    var cursor = cursor
    let (lastStart, knowsSmallStrings) = (lastStart, knowsSmallStrings)
    for value in values {
      if !Self.write(value, tag: tag, at: &cursor, lastStart, knowsSmallStrings) {
        self.cursor = cursor
        uncommonString(value, tag: tag)
        cursor = self.cursor
      }
    }
    self.cursor = cursor
  }

  /// Writes a tag, the length of the UTF-8 of `value`, and the UTF-8. Writes nothing and returns
  /// `false` if the string has to be copied first, or might not fit into the memory.
  @inlinable
  @inline(__always)
  static func write(
    _ value: String, tag: UInt32, at cursor: inout UnsafeMutablePointer<UInt8>,
    _ lastStart: UnsafeMutablePointer<UInt8>, _ knowsSmallStrings: Bool
  ) -> Bool {
    if knowsSmallStrings, lastStart - cursor > SmallString.maxCount {
      let bits = unsafeBitCast(value, to: SmallString.Bits.self)
      if SmallString.isSmall(bits) {
        writeSmall(bits, tag: tag, at: &cursor)
        return true
      }
    }
    var next = cursor
    let isWritten = value.utf8.withContiguousStorageIfAvailable { utf8 in
      guard lastStart - next >= utf8.count else { return false }
      Varint.write(tag: tag, at: &next)
      Varint.write(UInt64(truncatingIfNeeded: utf8.count), at: &next)
      guard let base = utf8.baseAddress else { return true }
      copy(base, utf8.count, to: next)
      next += utf8.count
      return true
    }
    guard isWritten == true else { return false }
    cursor = next
    return true
  }

  /// Writes a tag, a length of one byte and the bytes of a small string. All 16 bytes of the string
  /// are stored, and those that don't belong to its text are overwritten later.
  @inlinable
  @inline(__always)
  static func writeSmall(
    _ bits: SmallString.Bits, tag: UInt32, at cursor: inout UnsafeMutablePointer<UInt8>
  ) {
    let count = SmallString.count(bits)
    Varint.write(tag: tag, at: &cursor)
    cursor.pointee = UInt8(truncatingIfNeeded: count)
    let text = UnsafeMutableRawPointer(cursor + 1)
    text.storeBytes(of: bits.0, as: UInt64.self)
    text.storeBytes(of: bits.1, toByteOffset: 8, as: UInt64.self)
    cursor += 1 + count
  }

  /// Copies bytes. Up to 32 of them take less time here than a call of `memcpy`.
  @inlinable
  @inline(__always)
  static func copy(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) {
    guard count <= 32 else {
      return UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: count)
    }
    switch count {
    case 17...: copyEnds(of: SIMD16<UInt8>.self, source, count, to: target)
    case 8...: copyEnds(of: UInt64.self, source, count, to: target)
    case 4...: copyEnds(of: UInt32.self, source, count, to: target)
    case 2...: copyEnds(of: UInt16.self, source, count, to: target)
    case 1: target.pointee = source.pointee
    default: break
    }
  }

  /// Copies the first bytes and the last bytes, which overlap or touch each other.
  ///
  /// - Parameters:
  ///   - word: a type with at most `count` bytes, and at least half as many.
  ///   - source: the bytes.
  ///   - count: the number of bytes.
  ///   - target: has room for `count` bytes.
  @inlinable
  @inline(__always)
  static func copyEnds<Word: BitwiseCopyable>(
    of word: Word.Type, _ source: UnsafePointer<UInt8>, _ count: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) {
    let last = count - MemoryLayout<Word>.size
    let source = UnsafeRawPointer(source)
    let target = UnsafeMutableRawPointer(target)
    let start = source.loadUnaligned(as: Word.self)
    let end = source.loadUnaligned(fromByteOffset: last, as: Word.self)
    target.storeBytes(of: start, as: Word.self)
    target.storeBytes(of: end, toByteOffset: last, as: Word.self)
  }

  /// Writes a string from Objective-C, which has to be copied first, or a string near the end of
  /// the memory.
  @usableFromInline
  mutating func uncommonString(_ value: String, tag: UInt32) {
    var value = value
    value.withUTF8 { utf8 in
      varint(UInt64(truncatingIfNeeded: utf8.count), tag: tag)
      bytes(UnsafeRawBufferPointer(utf8))
    }
  }
}
