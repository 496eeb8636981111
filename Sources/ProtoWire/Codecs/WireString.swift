/// `string`: UTF-8, checked when it is read.
public enum WireString: MapKeyCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  @inlinable
  public static var defaultValue: String { "" }

  @inlinable
  public static func isDefault(_ value: String) -> Bool { value.isEmpty }

  @inlinable
  public static func size(_ value: String, in sizes: inout WireSizes) -> Int {
    let count = value.utf8.count
    return count + Varint.size(UInt64(truncatingIfNeeded: count))
  }

  @inlinable
  public static func write(_ value: String, to writer: inout WireWriter) {
    writer.string(value)
  }

  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> String {
    try reader.string()
  }

  /// As SwiftProtobuf orders them; for normalized strings that is byte by byte, as C++ does it.
  @inlinable
  public static func precedes(_ left: String, _ right: String) -> Bool { left < right }
}
