public import SwiftProtobuf

/// A nested message between a start tag and an end tag: a group of proto2, or a field whose
/// `message_encoding` is `DELIMITED`.
public enum WireGroup<Value: WireMessage>: WireMessageCodec {
  /// 3; the tag at the end has 4.
  @inlinable
  public static var wireType: UInt32 { WireType.startGroup }

  /// Measures the message: its bytes without those of the two tags.
  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    sizes.nested(value)
  }

  /// Writes a tag, the message and the tag that ends it.
  @inlinable
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.group(value, tag: tag)
  }

  /// Merges fields into the message up to the tag that ends the group.
  ///
  /// - Throws: ``WireDecodingError`` if they are malformed, no such tag comes, or the group is
  ///   nested too deep.
  @inlinable
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let outer = try reader.enterGroup()
    try value._decode(from: &reader)
    try reader.leaveGroup(outer)
  }
}
