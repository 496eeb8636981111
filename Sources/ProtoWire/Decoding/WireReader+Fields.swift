extension WireReader {
  /// Reads a field without presence, or the chosen member of a oneof.
  @inlinable
  @inline(__always)
  public mutating func field<Codec: FieldCodec>(
    _ codec: Codec.Type, into value: inout Codec.Value
  ) throws(WireDecodingError) {
    try Codec.read(&value, from: &self)
  }

  /// Reads a field with presence.
  @inlinable
  @inline(__always)
  public mutating func field<Codec: FieldCodec>(
    _ codec: Codec.Type, into value: inout Codec.Value?
  ) throws(WireDecodingError) {
    try Codec.read(&value[orDefault: Codec.defaultValue], from: &self)
  }

  /// Reads a boxed field with presence.
  @inlinable
  public mutating func field<Codec: FieldCodec>(
    _ codec: Codec.Type, into value: inout Indirect<Codec.Value>?
  ) throws(WireDecodingError) {
    try Codec.read(&value[orDefault: Codec.defaultValue], from: &self)
  }

  /// Reads one element of a repeated field.
  @inlinable
  public mutating func repeated<Codec: FieldCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    var value = Codec.defaultValue
    try Codec.read(&value, from: &self)
    values.append(value)
  }

  /// Reads packed elements of a repeated field.
  @inlinable
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let outer = try enter()
    values.reserveCapacity(values.count + packedCount(Codec.fixedSize))
    while cursor != end {
      var value = Codec.defaultValue
      try Codec.read(&value, from: &self)
      values.append(value)
    }
    end = outer
  }

  /// The number of packed elements: never more than there are bytes.
  @inlinable
  func packedCount(_ fixedSize: Int?) -> Int {
    if let fixedSize { return bytesLeft / fixedSize }
    // Each varint ends in the one byte of its that is below 0x80.
    return UnsafeBufferPointer(start: cursor, count: bytesLeft).reduce(into: 0) { count, byte in
      count &+= Int(byte < 0x80 ? 1 : 0)
    }
  }

  /// Reads one entry of a map; a missing key or value is the default, the last entry of a key wins.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type,
    into entries: inout [Key.Value: Element.Value]
  ) throws(WireDecodingError) {
    let outer = try enter()
    var key = Key.defaultValue
    var value = Element.defaultValue
    while let tag = try nextTag() {
      switch tag {
      case 1 << 3 | Key.wireType: try Key.read(&key, from: &self)
      case 2 << 3 | Element.wireType: try Element.read(&value, from: &self)
      default: try skip(tag)
      }
    }
    end = outer
    entries[key] = value
  }
}
