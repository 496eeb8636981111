public import SwiftProtobuf

/// Reads closed enums. If a number isn't a value of the enum, it is kept as an unknown field.
extension WireReader {
  /// Reads one value. If the number isn't a value of the enum, keeps the field and returns `nil`.
  @inlinable
  public mutating func known<Value: SwiftProtobuf.Enum>(
    _ codec: WireEnum<Value>.Type, else unknown: inout UnknownFields
  ) throws(WireDecodingError) -> Value? where Value.RawValue == Int {
    let start = fieldStart
    if let value = codec.value(try varint()) { return value }
    keepBytes(from: start, in: &unknown)
    return nil
  }

  /// Reads one element of a repeated field, and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Value: SwiftProtobuf.Enum>(
    _ codec: WireEnum<Value>.Type, into values: inout [Value], else unknown: inout UnknownFields
  ) throws(WireDecodingError) where Value.RawValue == Int {
    let tag = fieldTag
    if values.count == values.capacity { makeRoom(in: &values, WireType.varint) }
    repeat {
      if let value = try known(codec, else: &unknown) { values.append(value) }
    } while skipsTag(tag)
  }

  /// Reads packed elements of a repeated field, and those that follow them with the same tag.
  /// Numbers that aren't values of the enum become an unknown packed field.
  @inlinable
  public mutating func packed<Value: SwiftProtobuf.Enum>(
    _ codec: WireEnum<Value>.Type, into values: inout [Value], tag: UInt32,
    else unknown: inout UnknownFields
  ) throws(WireDecodingError) where Value.RawValue == Int {
    let bytes = fieldTag
    values.makeRoom(for: packedInRow(nil))
    repeat {
      let outer = try enterPacked(nil)
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
    } while skipsTag(bytes)
  }

  @usableFromInline
  func keep(_ numbers: PackedNumbers, _ tag: UInt32, in unknown: inout UnknownFields) {
    if !options.discardUnknownFields { unknown.append(numbers.field(tag)) }
  }

  /// Reads one entry of a map. If its number isn't a value of the enum, the whole entry is an
  /// unknown field.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Value: SwiftProtobuf.Enum>(
    _ keyCodec: Key.Type, _ valueCodec: WireEnum<Value>.Type,
    into entries: inout [Key.Value: Value], else unknown: inout UnknownFields
  ) throws(WireDecodingError) where Value.RawValue == Int {
    let entry = self
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
    guard let value else { return keepBytes(from: entry.fieldStart, in: &unknown) }
    if entries.isEmpty { entries.reserveCapacity(entry.entriesInRow()) }
    entries[key] = value
  }
}
