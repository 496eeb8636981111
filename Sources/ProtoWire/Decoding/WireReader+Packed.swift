public import SwiftProtobuf

extension WireReader {
  /// Reads packed elements of a repeated field, and those that follow them with the same tag.
  @inlinable
  @inline(never)
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let count = packedInRow(Codec.fixedSize)
    guard values.isEmpty, count > 0 else {
      values.makeRoom(for: count)
      return try appendPacked(codec, to: &values)
    }
    values = try Array(roomFor: count) { row throws(WireDecodingError) in
      try readPacked(codec, into: &row)
    }
  }

  /// Narrows the reader to the packed elements that follow, and returns the outer end. If they are
  /// varints, one of them ends with the last byte, so that none of them is read beyond.
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
      try Codec.readPacked(into: &buffer, from: &self, readable: outer)
      end = outer
    } while skipsTag(tag)
  }
}
