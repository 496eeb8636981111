public import SwiftProtobuf

/// Encodes and decodes a nested message between a start tag and an end tag. Such a message is a
/// group of proto2, or a field whose `message_encoding` is `DELIMITED`.
public enum WireGroup<Value: WireMessage>: WireMessageCodec {
  /// The wire type of the start tag, which is 3. The end tag has 4.
  @inlinable
  public static var wireType: UInt32 { WireType.startGroup }

  /// Measures the message and returns its size without that of the two tags.
  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    sizes.nested(value)
  }

  /// Writes a start tag, the message and an end tag.
  @inlinable
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.group(value, tag: tag)
  }

  /// Merges fields into the message up to the tag that ends the group.
  ///
  /// - Throws: ``WireDecodingError`` if a field is malformed, the end tag is missing, or the group
  ///   is nested too deep.
  @inlinable
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let outer = try reader.enterGroup()
    try value._decode(from: &reader)
    try reader.leaveGroup(outer)
  }
}
