public import SwiftProtobuf

/// A nested message that has a codec of its own.
public enum WireSubmessage<Value: WireMessage>: WireMessageCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    let slot = sizes.reserveSlot()
    return sizes.fill(slot, with: sizes.nested(value))
  }

  @inlinable
  public static func write(_ value: Value, to writer: inout WireWriter) {
    writer.measuredLength()
    value.encode(to: &writer)
  }

  @inlinable
  @inline(never)
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let outer = try reader.enterMessage()
    try value.decode(from: &reader)
    reader.leaveMessage(outer)
  }
}
