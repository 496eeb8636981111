public import SwiftProtobuf

/// Closed enums: a number without a name is no value of theirs, but an unknown field.
extension WireReader {
  /// Reads one value; `nil` when it has no name, and is kept.
  @inlinable
  public mutating func known<Value: SwiftProtobuf.Enum>(
    _ codec: WireEnum<Value>.Type, else unknown: inout UnknownFields
  ) throws(WireDecodingError) -> Value? where Value.RawValue == Int {
    let start = fieldStart
    if let value = codec.value(try varint()) { return value }
    keepBytes(from: start, in: &unknown)
    return nil
  }

  /// Reads one element of a repeated field.
  @inlinable
  public mutating func repeated<Value: SwiftProtobuf.Enum>(
    _ codec: WireEnum<Value>.Type, into values: inout [Value], else unknown: inout UnknownFields
  ) throws(WireDecodingError) where Value.RawValue == Int {
    if let value = try known(codec, else: &unknown) { values.append(value) }
  }

  /// Reads packed elements of a repeated field; those without a name become a packed field.
  @inlinable
  public mutating func packed<Value: SwiftProtobuf.Enum>(
    _ codec: WireEnum<Value>.Type, into values: inout [Value], tag: UInt32,
    else unknown: inout UnknownFields
  ) throws(WireDecodingError) where Value.RawValue == Int {
    let outer = try enter()
    values.makeRoom(for: packedCount(nil))
    var unnamed = PackedNumbers()
    while cursor != end {
      let bits = try varint()
      if let value = codec.value(bits) {
        values.append(value)
      } else {
        unnamed.append(bits)
      }
    }
    end = outer
    keep(unnamed, tag, in: &unknown)
  }

  @usableFromInline
  func keep(_ numbers: PackedNumbers, _ tag: UInt32, in unknown: inout UnknownFields) {
    if !options.discardUnknownFields { unknown.append(numbers.field(tag)) }
  }

  /// Reads one entry of a map; one whose value has no name is unknown as a whole.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Value: SwiftProtobuf.Enum>(
    _ keyCodec: Key.Type, _ valueCodec: WireEnum<Value>.Type,
    into entries: inout [Key.Value: Value], else unknown: inout UnknownFields
  ) throws(WireDecodingError) where Value.RawValue == Int {
    let start = fieldStart
    let outer = try enter()
    let (keyTag, valueTag) = (MapEntry.keyTag(keyCodec), MapEntry.valueTag(valueCodec))
    var key = Key.defaultValue
    var value: Value? = Value()
    while let tag = try nextTag(keyTag, valueTag) {
      if tag == keyTag {
        key = try Key.next(from: &self)
      } else {
        value = valueCodec.value(try varint())
      }
      if value == nil { cursor = end }
    }
    end = outer
    if let value { entries[key] = value } else { keepBytes(from: start, in: &unknown) }
  }
}
