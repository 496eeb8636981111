/// The codec of `string` fields. It checks that strings are UTF-8 when it reads them.
public enum WireString: MapKeyCodec {
  /// The wire type of length-delimited values, which is 2.
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// The default value, which is an empty string.
  @inlinable
  public static var defaultValue: String { "" }

  /// Returns whether the string is empty.
  @inlinable
  public static func isDefault(_ value: String) -> Bool { value.isEmpty }

  /// Returns the number of bytes in UTF-8, including those of the length before them.
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
  /// - Throws: ``WireDecodingError`` if there are fewer bytes, or they aren't UTF-8.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> String {
    try reader.string()
  }

  /// Returns whether `left` comes before `right` in SwiftProtobuf's order. For normalized strings,
  /// this is the order of their bytes, as in C++.
  @inlinable
  public static func precedes(_ left: String, _ right: String) -> Bool { left < right }
}
