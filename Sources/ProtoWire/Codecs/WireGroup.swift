public import SwiftProtobuf

/// A nested message between a start tag and an end tag: a group of proto2, or a field whose
/// `message_encoding` is `DELIMITED`.
///
/// The tags are written by whoever writes the field, as its number is known there.
public enum WireGroup<Value: WireMessage>: WireMessageCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.startGroup }

  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    sizes.nested(value)
  }

  @inlinable
  public static func write(_ value: Value, to writer: inout WireWriter) {
    value.encode(to: &writer)
  }

  @inlinable
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let outer = try reader.enterGroup()
    try value.decode(from: &reader)
    try reader.leaveGroup(outer)
  }
}
