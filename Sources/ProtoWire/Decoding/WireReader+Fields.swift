public import SwiftProtobuf

extension WireReader {
  /// Reads a value that replaces the current value of a field.
  @inlinable
  public mutating func value<Codec: ScalarCodec>(
    _ codec: Codec.Type
  ) throws(WireDecodingError) -> Codec.Value {
    try Codec.next(from: &self)
  }

  /// Merges a message into the chosen member of a oneof.
  @inlinable
  public mutating func merge<Codec: MessageCodec>(
    _ codec: Codec.Type, into value: inout Codec.Value
  ) throws(WireDecodingError) {
    try Codec.read(&value, from: &self)
  }

  /// Merges a message into a field.
  @inlinable
  @inline(never)
  public mutating func merge<Codec: MessageCodec>(
    _ codec: Codec.Type, into value: inout Codec.Value?
  ) throws(WireDecodingError) {
    try Codec.read(&value[_orDefault: Codec.defaultValue], from: &self)
  }

  /// Merges a message into a boxed field.
  @inlinable
  @inline(never)
  public mutating func merge<Codec: MessageCodec>(
    _ codec: Codec.Type, into value: inout Indirect<Codec.Value>?
  ) throws(WireDecodingError) {
    try Codec.read(&value[_orDefault: Codec.defaultValue], from: &self)
  }

  /// Reads one entry of a map. A missing key or value has its default. If a key occurs several
  /// times, the last entry wins.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type,
    into entries: inout [Key.Value: Element.Value]
  ) throws(WireDecodingError) {
    if entries.isEmpty { entries.reserveCapacity(entriesInRow()) }
    let outer = try enter()
    let (keyTag, valueTag) = (MapEntry.keyTag(keyCodec), MapEntry.valueTag(valueCodec))
    var key = Key.defaultValue
    var value = Element.defaultValue
    while let tag = try nextTag(keyTag, valueTag) {
      if tag == keyTag {
        key = try Key.next(from: &self)
      } else {
        try Element.read(&value, from: &self)
      }
    }
    end = outer
    entries[key] = value
  }

  /// Returns the tag of the next key or value inside an entry, or `nil` at its end. Skips other
  /// fields.
  @usableFromInline
  mutating func nextTag(
    _ keyTag: UInt32, _ valueTag: UInt32
  ) throws(WireDecodingError) -> UInt32? {
    while let tag = try nextTag() {
      if tag == keyTag || tag == valueTag { return tag }
      try skip(tag)
    }
    return nil
  }
}

// Reads repeated fields with a tag for each element.
extension WireReader {
  /// Reads one element of a repeated field, and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: ScalarCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let count = values.isEmpty ? elementsInRow(Codec.wireType) : 0
    guard count > 0 else { return try append(codec, to: &values) }
    values = try Array(ScalarRow<Codec>.self, roomFor: count, from: &self)
  }

  @inlinable
  mutating func append<Codec: ScalarCodec>(
    _ codec: Codec.Type, to values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = fieldTag
    if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
    repeat { values.append(try Codec.next(from: &self)) } while skipsTag(tag)
  }

  /// Reads one varint of a repeated field, and those that follow it with the same tag.
  @inlinable
  @inline(never)
  public mutating func repeated<Codec: VarintCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let count = values.isEmpty ? elementsInRow(Codec.wireType) : 0
    guard count > 0 else { return try append(codec, to: &values) }
    values = try Array(numbers: VarintRow<Codec>.self, roomFor: count, from: &self)
  }

  /// Reads a row into a buffer that has room for it.
  @inlinable
  mutating func read<Codec: VarintCodec>(
    _ codec: Codec.Type, into buffer: inout RowBuffer<Codec.Value>
  ) throws(WireDecodingError) {
    let tag = fieldTag
    // These are copies, because local variables stay in registers.
    var row = buffer
    defer { buffer = row }
    var cursor = cursor
    defer { self.cursor = cursor }
    repeat {
      guard let bits = Varint.read(from: &cursor, end) else { throw Varint.fault(cursor, end) }
      guard let value = Codec.value(bits) else { throw .malformedProtobuf }
      try row.append(value)
    } while Self.skipsTag(tag, &cursor, end)
  }

  /// Reads one element of a repeated field of messages, and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: MessageCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let count = values.isEmpty ? elementsInRow(Codec.wireType) : 0
    guard count == 0 else {
      values = try Array(MessageRow<Codec>.self, roomFor: count, from: &self)
      return
    }
    // Reading an element changes `fieldTag` to a tag inside the element.
    let tag = fieldTag
    if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
    repeat {
      values.append(Codec.defaultValue)
      try Codec.read(&values[values.count - 1], from: &self)
    } while skipsTag(tag)
  }
}

// Reads packed repeated fields, whose elements share a tag.
extension WireReader {
  /// Reads packed elements of a repeated field, and those that follow them with the same tag.
  @inlinable
  @inline(never)
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let short = values.isEmpty ? bytesInShortRow : nil
    let count = short ?? packedInRow(Codec.fixedSize)
    guard values.isEmpty, count > 0 else {
      values.makeRoom(for: count)
      return try appendPacked(codec, to: &values)
    }
    values = try Array(numbers: PackedRow<Codec>.self, roomFor: count, from: &self)
  }

  /// The number of bytes of the packed elements that follow, if there are so few elements that they
  /// don't have to be counted: they are read on the stack, and no others follow them.
  @inlinable
  @inline(__always)
  var bytesInShortRow: Int? {
    guard cursor != end, 1...64 ~= cursor.pointee, bytesLeft > cursor.pointee else { return nil }
    let next = cursor + 1 + Int(cursor.pointee)
    return next == end || next.pointee != fieldStart.pointee ? Int(cursor.pointee) : nil
  }

  /// Limits the reader to the packed elements that follow, and returns the previous end. If the
  /// elements are varints, checks that the last byte ends one, so that no varint is read beyond the
  /// elements.
  @inlinable
  mutating func enterPacked(
    _ fixedSize: Int?
  ) throws(WireDecodingError) -> UnsafePointer<UInt8> {
    let outer = try enter()
    if fixedSize == nil, cursor != end, end[-1] >= 0x80 { throw .malformedProtobuf }
    return outer
  }

  @inlinable
  mutating func appendPacked<Codec: PackableCodec>(
    _ codec: Codec.Type, to values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = fieldTag
    repeat {
      let outer = try enterPacked(Codec.fixedSize)
      while cursor != end { values.append(try Codec.next(from: &self)) }
      end = outer
    } while skipsTag(tag)
  }

  /// Reads a row into a buffer that has room for it.
  @inlinable
  mutating func readPacked<Codec: PackableCodec>(
    _ codec: Codec.Type, into buffer: inout RowBuffer<Codec.Value>
  ) throws(WireDecodingError) {
    let tag = fieldTag
    repeat {
      let outer = try enterPacked(Codec.fixedSize)
      try Codec.readPacked(into: &buffer, from: &self, readable: request.pointee.end)
      end = outer
    } while skipsTag(tag)
  }
}
