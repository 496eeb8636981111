public import SwiftProtobuf

/// Encodes and decodes a nested message with SwiftProtobuf, because the message doesn't have a
/// ProtoWire codec.
public enum WireForeignMessage<Value: SwiftProtobuf.Message>: MessageCodec {
  /// The wire type of length-delimited values, which is 2.
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// Encodes the message and returns its size, including that of the length before it.
  /// SwiftProtobuf doesn't offer a way to measure a message without encoding it.
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    let count = sizes.encodeForeign(value)
    return count + Varint.size(UInt64(count))
  }

  /// Writes a tag, the length and the encoding that was made while measuring.
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.withNextForeign { encoded, writer in
      writer.varint(UInt64(encoded.count), tag: tag)
      writer.bytes(encoded)
    }
  }

  /// Lets SwiftProtobuf merge as many bytes as the length says.
  ///
  /// - Throws: ``WireDecodingError`` if the bytes are malformed, or the message is nested too deep.
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let bytes = try reader.delimited()
    try reader.decodeForeign(bytes, into: &value, levelsDeeper: 1)
  }
}

/// Encodes and decodes a nested message between a start tag and an end tag with SwiftProtobuf,
/// because the message doesn't have a ProtoWire codec.
public enum WireForeignGroup<Value: SwiftProtobuf.Message>: MessageCodec {
  /// The wire type of the start tag, which is 3. The end tag has 4.
  @inlinable
  public static var wireType: UInt32 { WireType.startGroup }

  /// Encodes the message and returns its size without that of the two tags.
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    sizes.encodeForeign(value)
  }

  /// Writes a start tag, the encoding that was made while measuring, and an end tag.
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.tag(tag)
    writer.encodedForeign()
    writer.tag(tag + 1)
  }

  /// Lets SwiftProtobuf merge the bytes up to the tag that ends the group.
  ///
  /// - Throws: ``WireDecodingError`` if the bytes are malformed, the end tag is missing, or the
  ///   group is nested too deep.
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let outer = try reader.enterGroup()
    let start = reader.cursor
    var last = start
    while let tag = try reader.nextTag() {
      last = reader.fieldStart
      if tag & 7 == WireType.endGroup { try reader.endGroup(tag) } else { try reader.skip(tag) }
    }
    try reader.leaveGroup(outer)
    let bytes = UnsafeRawBufferPointer(start: start, count: last - start)
    try reader.decodeForeign(bytes, into: &value, levelsDeeper: 1)
  }
}
