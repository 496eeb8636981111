public import SwiftProtobuf

extension WireReader {
  /// Reads a value that replaces what the field held.
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
    try Codec.read(&value[orDefault: Codec.defaultValue], from: &self)
  }

  /// Merges a message into a boxed field.
  @inlinable
  @inline(never)
  public mutating func merge<Codec: MessageCodec>(
    _ codec: Codec.Type, into value: inout Indirect<Codec.Value>?
  ) throws(WireDecodingError) {
    try Codec.read(&value[orDefault: Codec.defaultValue], from: &self)
  }

  /// Reads one entry of a map; a missing key or value is the default, the last entry of a key wins.
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

  /// Returns the tag of the next key or value inside an entry, `nil` at its end; skips what else there
  /// is.
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
