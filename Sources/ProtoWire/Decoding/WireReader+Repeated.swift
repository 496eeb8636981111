public import SwiftProtobuf

extension WireReader {
  /// Reads one element of a repeated field and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: ScalarCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    try append(codec, to: &values)
  }

  @inlinable
  mutating func append<Codec: ScalarCodec>(
    _ codec: Codec.Type, to values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = fieldTag
    if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
    repeat { values.append(try Codec.next(from: &self)) } while skipsTag(tag)
  }

  /// Reads one varint of a repeated field and those that follow it with the same tag.
  @inlinable
  @inline(never)
  public mutating func repeated<Codec: VarintCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let count = values.isEmpty ? elementsInRow(Codec.wireType) : 0
    guard count > 0 else { return try append(codec, to: &values) }
    values = try Array(roomFor: count) { row throws(WireDecodingError) in
      try read(codec, into: &row)
    }
  }

  /// Reads a row into a buffer that has room for it.
  @inlinable
  mutating func read<Codec: VarintCodec>(
    _ codec: Codec.Type, into buffer: inout RowBuffer<Codec.Value>
  ) throws(WireDecodingError) {
    let tag = fieldTag
    // Reader and buffer are left alone until the end: what is local stays in registers.
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

  /// Reads one element of a repeated field of messages and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: MessageCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    // Reading an element moves on to the tags inside.
    let tag = fieldTag
    if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
    repeat {
      values.append(Codec.defaultValue)
      try Codec.read(&values[values.count - 1], from: &self)
    } while skipsTag(tag)
  }
}
