public import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension WireWriter {
  /// Writes a field without presence unless it has the default value.
  @inlinable
  public mutating func implicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) {
    if !Codec.isDefault(value) { Codec.write(value, tag: tag, to: &self) }
  }

  /// Writes a field with presence if it is set.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value?, tag: UInt32
  ) {
    if let value { Codec.write(value, tag: tag, to: &self) }
  }

  /// Writes a boxed field with presence if it is set.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    if let box { Codec.write(box.value, tag: tag, to: &self) }
  }

  /// Writes a field that is set.
  @inlinable
  public mutating func present<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) {
    Codec.write(value, tag: tag, to: &self)
  }

  /// Writes a repeated field with a tag for each element.
  @inlinable
  public mutating func repeated<Codec: FieldCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    for value in values { Codec.write(value, tag: tag, to: &self) }
  }

  /// Writes a repeated field with a tag for each number.
  @inlinable
  public mutating func repeated<Codec: VarintCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    guard lastStart - cursor >= values.count * Self.roomForField else {
      for value in values { Codec.write(value, tag: tag, to: &self) }
      return
    }
    // A local pointer stays in a register.
    var cursor = cursor
    for value in values {
      Varint.write(tag: tag, at: &cursor)
      Varint.write(Codec.bits(value), at: &cursor)
    }
    self.cursor = cursor
  }

  /// Writes a repeated field whose elements share one tag.
  @inlinable
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    guard !values.isEmpty else { return }
    values.withUnsafeBufferPointer { Codec.writePacked($0, tag: tag, to: &self) }
  }

  /// Writes a field with packed values that have the same bytes in memory as on the wire.
  @inlinable
  mutating func packed<Value>(copying values: UnsafeBufferPointer<Value>, tag: UInt32) {
    let values = UnsafeRawBufferPointer(values)
    varint(UInt64(values.count), tag: tag)
    bytes(values)
  }

  /// Writes the unknown fields of a message, byte for byte.
  @inlinable
  public mutating func unknown(_ fields: UnknownStorage) {
    if !fields.isPlainlyEmpty { bytes(of: fields) }
  }

  @usableFromInline
  mutating func bytes(of fields: UnknownStorage) {
    DataLayout.withBytes(of: fields.data) { bytes($0) }
  }
}

extension WireWriter {
  /// Writes a map. Each entry is a message with a key and a value.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type, _ entries: [Key.Value: Element.Value],
    tag: UInt32
  ) {
    guard !sortsMaps else { return sortedMap(keyCodec, valueCodec, entries, tag: tag) }
    for (key, value) in entries { entry(keyCodec, key, valueCodec, value, tag: tag) }
  }

  /// Writes a map in the order of its keys, in which ``WireSizes`` has measured it.
  @usableFromInline
  mutating func sortedMap<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type, _ entries: [Key.Value: Element.Value],
    tag: UInt32
  ) {
    for (key, value) in sorted(entries, by: keyCodec) {
      entry(keyCodec, key, valueCodec, value, tag: tag)
    }
  }

  @inlinable
  mutating func entry<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ key: Key.Value, _ valueCodec: Element.Type, _ value: Element.Value,
    tag: UInt32
  ) {
    let end = open(tag)
    Key.write(key, tag: MapEntry.keyTag(keyCodec), to: &self)
    Element.write(value, tag: MapEntry.valueTag(valueCodec), to: &self)
    close(end)
  }
}

// Messages in boxes and arrays are measured and written in place, see ``WireEncodable``. The
// pointers are in bounds, because they come from an array that the caller keeps alive, and the
// array has as many elements as are visited.

extension WireWriter {
  /// Writes a boxed field with presence if it is set.
  @inlinable
  public mutating func explicit<Codec: WireMessageCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    box?.withBox { message(in: $0, tag: tag) }
  }

  /// Writes the fields of a message that keeps them in a box.
  @inlinable
  public mutating func fields(in box: Indirect<some WireEncodable>) {
    box.withBox { fields($0) }
  }

  @usableFromInline
  mutating func fields<Fields: WireEncodable & ~Copyable>(_ box: Box<Fields>) {
    box.value._encode(to: &self)
  }

  /// Writes a repeated field of messages.
  @inlinable
  public mutating func repeated<Codec: WireMessageCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    values.withUnsafeBufferPointer { values in
      if let start = values.baseAddress { messages(start, count: values.count, tag: tag) }
    }
  }

  /// Writes a field whose message is in a box.
  @usableFromInline
  mutating func message<Message: WireEncodable & ~Copyable>(in box: Box<Message>, tag: UInt32) {
    if tag & 7 == WireType.startGroup {
      group(box.value, tag: tag)
    } else {
      nested(box.value, tag: tag)
    }
  }

  /// Writes a field for each of the `count` messages at `start`. The fields have the same tag.
  @usableFromInline
  mutating func messages<Message: WireEncodable & ~Copyable>(
    _ start: UnsafePointer<Message>, count: Int, tag: UInt32
  ) {
    if tag & 7 == WireType.startGroup {
      for index in 0..<count { group(start[index], tag: tag) }
    } else {
      for index in 0..<count { nested(start[index], tag: tag) }
    }
  }
}

extension WireWriter {
  /// Writes a tag, the length of the UTF-8 of `value`, and the UTF-8.
  @inlinable
  @inline(__always)
  mutating func string(_ value: String, tag: UInt32) {
    if !Self.write(value, tag: tag, at: &cursor, lastStart) { uncommonString(value, tag: tag) }
  }

  /// Writes a repeated field with a tag for each string.
  @inlinable
  public mutating func repeated(_ codec: WireString.Type, _ values: [String], tag: UInt32) {
    // A local pointer stays in a register. It also shows the compiler that the strings don't
    // change, so that they aren't retained.
    var cursor = cursor
    let lastStart = lastStart
    for value in values {
      if !Self.write(value, tag: tag, at: &cursor, lastStart) {
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
    _ lastStart: UnsafeMutablePointer<UInt8>
  ) -> Bool {
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
