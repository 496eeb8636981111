public import SwiftProtobuf

extension WireReader {
  /// Reads one element of a repeated field and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: ScalarCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = fieldTag
    repeat {
      if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
      values.append(try Codec.next(from: &self))
    } while skipsTag(tag)
  }

  /// Reads one varint of a repeated field and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: VarintCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let count = values.isEmpty ? elementsInRow(Codec.wireType) : 0
    guard count > 0 else { return try append(codec, to: &values) }
    values = try Array(roomFor: count) { next throws(WireDecodingError) in
      try read(codec, into: &next)
    }
  }

  @inlinable
  mutating func append<Codec: VarintCodec>(
    _ codec: Codec.Type, to values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = fieldTag
    if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
    repeat { values.append(try Codec.next(from: &self)) } while skipsTag(tag)
  }

  /// Reads a row into memory that has room for as many elements as were counted.
  @inlinable
  mutating func read<Codec: VarintCodec>(
    _ codec: Codec.Type, into next: inout UnsafeMutablePointer<Codec.Value>
  ) throws(WireDecodingError) {
    let tag = fieldTag
    // The reader is left alone until the end: what is local stays in registers.
    var cursor = cursor
    defer { self.cursor = cursor }
    repeat {
      guard let bits = Varint.read(from: &cursor, end) else { throw Varint.fault(cursor, end) }
      guard let value = Codec.value(bits) else { throw .malformedProtobuf }
      next.initialize(to: value)
      next += 1
    } while Self.skipsTag(tag, &cursor, end)
  }

  /// Reads one element of a repeated field of messages and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: MessageCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    // Reading an element moves on to the tags inside.
    let tag = fieldTag
    repeat {
      if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
      values.append(Codec.defaultValue)
      try Codec.read(&values[values.count - 1], from: &self)
    } while skipsTag(tag)
  }
}
