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
