public import SwiftProtobuf

/// Measures fields. Each public method adds the size of a field to ``WireSizes/length``.
extension WireSizes {
  /// Measures a field without presence. The size is 0 for the default value.
  @inlinable
  public mutating func implicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) {
    if !Codec.isDefault(value) { present(codec, value, tag: tag) }
  }

  /// Measures a field with presence. The size is 0 if the field isn't set.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value?, tag: UInt32
  ) {
    if let value { present(codec, value, tag: tag) }
  }

  /// Measures a boxed field with presence.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    if let box { present(codec, box.value, tag: tag) }
  }

  /// Measures a field that is set.
  @inlinable
  public mutating func present<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) {
    add(size(codec, value, tag: tag))
  }

  /// Returns the size of a field that is set, including its tags.
  @inlinable
  mutating func size<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) -> Int {
    let tagSize = Varint.size(UInt64(tag))
    let closing = Codec.wireType == WireType.startGroup ? tagSize : 0
    return tagSize + closing + Codec.size(value, in: &self)
  }

  /// Measures a repeated field with a tag for each element.
  @inlinable
  public mutating func repeated<Codec: FieldCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    for value in values { present(codec, value, tag: tag) }
  }

  /// Measures a repeated field whose elements share one tag. The size is 0 if the field is empty.
  @inlinable
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    guard !values.isEmpty else { return }
    add(Varint.size(UInt64(tag)))
    if let size = Codec.writtenSize {
      let length = values.count * size
      return add(Varint.size(UInt64(length)) + length)
    }
    let slot = reserveSlot()
    var length = 0
    for value in values { length += Codec.size(value, in: &self) }
    add(fill(slot, with: length))
  }

  /// Measures a map.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type, _ entries: [Key.Value: Element.Value],
    tag: UInt32
  ) {
    guard !options.useDeterministicOrdering else {
      return sortedMap(keyCodec, valueCodec, entries, tag: tag)
    }
    for (key, value) in entries { entry(keyCodec, key, valueCodec, value, tag: tag) }
  }

  /// Measures a map whose entries are written in the order of their keys. Only callers that compare
  /// bytes need this order, so the function isn't specialized for each kind of map.
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
    let slot = reserveSlot()
    let length =
      size(keyCodec, key, tag: MapEntry.keyTag(keyCodec))
      + size(valueCodec, value, tag: MapEntry.valueTag(valueCodec))
    add(Varint.size(UInt64(tag)) + fill(slot, with: length))
  }

  /// Measures the unknown fields of a message.
  @inlinable
  public mutating func unknown(_ fields: UnknownStorage) {
    if !fields.isPlainlyEmpty { add(fields.count) }
  }
}

// Messages in boxes and arrays are measured and written in place, see ``WireEncodable``. The
// pointers are in bounds, because they come from an array that the caller keeps alive, and the
// array has as many elements as are visited.

extension WireSizes {
  /// Measures a boxed field with presence.
  @inlinable
  public mutating func explicit<Codec: WireMessageCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    box?.withBox { message(in: $0, tag: tag) }
  }

  /// Measures the fields of a message that keeps them in a box.
  @inlinable
  public mutating func fields(in box: Indirect<some WireEncodable>) {
    box.withBox { fields($0) }
  }

  @usableFromInline
  mutating func fields<Fields: WireEncodable & ~Copyable>(_ box: Box<Fields>) {
    box.value._measure(in: &self)
  }

  /// Measures a repeated field of messages.
  @inlinable
  public mutating func repeated<Codec: WireMessageCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    values.withUnsafeBufferPointer { values in
      if let start = values.baseAddress { messages(start, count: values.count, tag: tag) }
    }
  }

  /// Measures a field whose message is in a box.
  @usableFromInline
  mutating func message<Message: WireEncodable & ~Copyable>(in box: Box<Message>, tag: UInt32) {
    message(box.value, tag: tag)
  }

  /// Measures a field for each of the `count` messages at `start`. The fields have the same tag.
  @usableFromInline
  mutating func messages<Message: WireEncodable & ~Copyable>(
    _ start: UnsafePointer<Message>, count: Int, tag: UInt32
  ) {
    for index in 0..<count { message(start[index], tag: tag) }
  }

  @inline(__always)
  private mutating func message<Message: WireEncodable & ~Copyable>(
    _ message: borrowing Message, tag: UInt32
  ) {
    let tagSize = Varint.size(UInt64(tag))
    if tag & 7 == WireType.startGroup {
      add(2 * tagSize + nested(message))
    } else {
      let slot = reserveSlot()
      add(tagSize + fill(slot, with: nested(message)))
    }
  }
}

/// An entry of a map, which is encoded as a message. The key is field 1, and the value is field 2.
@usableFromInline
enum MapEntry {
  @inlinable
  static func keyTag<Key: MapKeyCodec>(_ codec: Key.Type) -> UInt32 { 1 << 3 | Key.wireType }

  @inlinable
  static func valueTag<Element: FieldCodec>(_ codec: Element.Type) -> UInt32 {
    2 << 3 | Element.wireType
  }
}

/// Returns the entries of a map in the order of their keys.
func sorted<Key: MapKeyCodec, Element>(
  _ entries: [Key.Value: Element], by keyCodec: Key.Type
) -> [(key: Key.Value, value: Element)] {
  entries.sorted { Key.precedes($0.key, $1.key) }
}
