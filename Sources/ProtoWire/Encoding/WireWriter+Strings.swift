extension WireWriter {
  /// Writes the UTF-8 of `value` behind its length.
  @inlinable
  @inline(__always)
  mutating func string(_ value: String) {
    if !Self.write(value, at: &cursor) { bridgedString(value) }
  }

  /// Writes a repeated field with a tag for each string.
  @inlinable
  public mutating func repeated(_ codec: WireString.Type, _ values: [String], tag: UInt32) {
    // A pointer of this function alone stays in a register, and lets no string be written to, so that
    // none is retained.
    var cursor = cursor
    for value in values {
      Varint.write(UInt64(tag), at: &cursor)
      if !Self.write(value, at: &cursor) {
        self.cursor = cursor
        bridgedString(value)
        cursor = self.cursor
      }
    }
    self.cursor = cursor
  }

  /// Writes the UTF-8 of `value` behind its length, unless it has to be copied first.
  @inlinable
  @inline(__always)
  static func write(_ value: String, at cursor: inout UnsafeMutablePointer<UInt8>) -> Bool {
    let isWritten: Void? = value.utf8.withContiguousStorageIfAvailable { utf8 in
      Varint.write(UInt64(truncatingIfNeeded: utf8.count), at: &cursor)
      guard let base = utf8.baseAddress else { return }
      UnsafeMutableRawPointer(cursor).copyMemory(from: base, byteCount: utf8.count)
      cursor += utf8.count
    }
    return isWritten != nil
  }

  /// Writes a string of Objective-C's, which has to be copied first.
  @usableFromInline
  mutating func bridgedString(_ value: String) {
    let utf8 = Array(value.utf8)
    varint(UInt64(truncatingIfNeeded: utf8.count))
    utf8.withUnsafeBytes { bytes($0) }
  }
}
