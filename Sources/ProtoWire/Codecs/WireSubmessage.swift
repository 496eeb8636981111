public import SwiftProtobuf

/// Encodes and decodes a nested message that has a ProtoWire codec.
public enum WireSubmessage<Value: WireMessage>: WireMessageCodec {
  /// The wire type of length-delimited values, which is 2.
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// Measures the message and reserves a slot for its length. Returns the size of both.
  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    let slot = sizes.reserveSlot()
    return sizes.fill(slot, with: sizes.nested(value))
  }

  /// Writes a tag, the length and the message.
  @inlinable
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.nested(value, tag: tag)
  }

  /// Merges as many bytes as the length says into the message.
  ///
  /// - Throws: ``WireDecodingError`` if the bytes are malformed, or the message is nested too deep.
  @inlinable
  @inline(never)
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let outer = try reader.enterMessage()
    try value._decode(from: &reader)
    reader.leaveMessage(outer)
  }
}
