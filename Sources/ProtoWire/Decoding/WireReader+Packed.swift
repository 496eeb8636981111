public import SwiftProtobuf

extension WireReader {
  /// Reads packed elements of a repeated field, and those that follow them with the same tag.
  @inlinable
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let count = packedInRow(Codec.fixedSize)
    guard values.isEmpty, count > 0 else {
      values.makeRoom(for: count)
      return try appendPacked(codec, to: &values)
    }
    values = try Array(roomFor: count) { next throws(WireDecodingError) in
      try readPacked(codec, into: &next)
    }
  }

  @inlinable
  mutating func appendPacked<Codec: PackableCodec>(
    _ codec: Codec.Type, to values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = fieldTag
    repeat {
      let outer = try enter()
      while cursor != end { values.append(try Codec.next(from: &self)) }
      end = outer
    } while skipsTag(tag)
  }

  /// Reads a row into memory that has room for as many elements as were counted.
  @inlinable
  mutating func readPacked<Codec: PackableCodec>(
    _ codec: Codec.Type, into next: inout UnsafeMutablePointer<Codec.Value>
  ) throws(WireDecodingError) {
    let tag = fieldTag
    repeat {
      let outer = try enter()
      try Codec.readPacked(into: &next, from: &self, readable: outer)
      end = outer
    } while skipsTag(tag)
  }
}
