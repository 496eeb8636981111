public import SwiftProtobuf

/// A nested message that only SwiftProtobuf can encode: one of its own without a codec of ours.
public enum WireForeignMessage<Value: SwiftProtobuf.Message>: MessageCodec {
  /// 2.
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// Encodes the message already: SwiftProtobuf does not offer a size alone.
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    let count = sizes.encodeForeign(value)
    return count + Varint.size(UInt64(count))
  }

  /// Writes a tag, the length and what was encoded while measuring.
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.withNextForeign { encoded, writer in
      writer.varint(UInt64(encoded.count), tag: tag)
      writer.bytes(encoded)
    }
  }

  /// Lets SwiftProtobuf merge as many bytes as the length says.
  ///
  /// - Throws: ``WireDecodingError`` if they are malformed, or the message is nested too deep.
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let bytes = try reader.delimited()
    try reader.decodeForeign(bytes, into: &value, levelsDeeper: 1)
  }
}

/// A nested message of SwiftProtobuf's own between a start tag and an end tag.
public enum WireForeignGroup<Value: SwiftProtobuf.Message>: MessageCodec {
  /// 3; the tag at the end has 4.
  @inlinable
  public static var wireType: UInt32 { WireType.startGroup }

  /// Encodes the message already: its bytes without those of the two tags.
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    sizes.encodeForeign(value)
  }

  /// Writes a tag, what was encoded while measuring, and the tag that ends it.
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.tag(tag)
    writer.encodedForeign()
    writer.tag(tag + 1)
  }

  /// Lets SwiftProtobuf merge the bytes up to the tag that ends the group.
  ///
  /// - Throws: ``WireDecodingError`` if they are malformed, no such tag comes, or the group is
  ///   nested too deep.
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
