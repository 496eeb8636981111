public import SwiftProtobuf

/// A nested message that only SwiftProtobuf can encode: one of its own without a codec of ours.
public enum WireForeignMessage<Value: SwiftProtobuf.Message>: MessageCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// Encodes the message already: SwiftProtobuf does not offer a size alone.
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    let count = sizes.encodeForeign(value)
    return count + Varint.size(UInt64(count))
  }

  public static func write(_ value: Value, to writer: inout WireWriter) {
    guard let encoded = writer.foreign?.takeNext() else { return }
    writer.varint(UInt64(encoded.count))
    encoded.withUnsafeBytes { bytes in
      writer.bytes(bytes)
    }
  }

  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let bytes = try reader.delimited()
    try reader.decodeForeign(bytes, into: &value, levelsDeeper: 1)
  }
}

/// A nested message of SwiftProtobuf's own between a start tag and an end tag.
public enum WireForeignGroup<Value: SwiftProtobuf.Message>: MessageCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.startGroup }

  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    sizes.encodeForeign(value)
  }

  public static func write(_ value: Value, to writer: inout WireWriter) {
    writer.encodedForeign()
  }

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
