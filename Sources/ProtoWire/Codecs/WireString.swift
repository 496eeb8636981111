/// `string`: UTF-8, checked when it is read.
public enum WireString: MapKeyCodec {
  /// 2.
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// An empty string.
  @inlinable
  public static var defaultValue: String { "" }

  /// Whether the string is empty.
  @inlinable
  public static func isDefault(_ value: String) -> Bool { value.isEmpty }

  /// The number of bytes in UTF-8, and those of the length in front.
  @inlinable
  public static func size(_ value: String, in sizes: inout WireSizes) -> Int {
    let count = value.utf8.count
    return count + Varint.size(UInt64(truncatingIfNeeded: count))
  }

  /// Writes a tag, the length and the UTF-8.
  @inlinable
  public static func write(_ value: String, tag: UInt32, to writer: inout WireWriter) {
    writer.string(value, tag: tag)
  }

  /// Reads a length and as many bytes.
  ///
  /// - Throws: ``WireDecodingError`` if there are fewer, or they are not UTF-8.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> String {
    try reader.string()
  }

  /// As SwiftProtobuf orders them; for normalized strings that is byte by byte, as C++ does it.
  @inlinable
  public static func precedes(_ left: String, _ right: String) -> Bool { left < right }
}
