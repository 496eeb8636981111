#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The codec of `bytes` fields.
public enum WireBytes: ScalarCodec {
  /// The wire type of length-delimited values, which is 2.
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// The default value, which is empty data.
  @inlinable
  public static var defaultValue: Data { Data() }

  // The next functions depend on how `Data` stores its bytes. They aren't inlined, because they
  // compile to a lot of code.
  /// Returns whether the data is empty.
  public static func isDefault(_ value: Data) -> Bool { value.isEmpty }

  /// Returns the number of bytes, including those of the length before them.
  public static func size(_ value: Data, in sizes: inout WireSizes) -> Int {
    value.count + Varint.size(UInt64(truncatingIfNeeded: value.count))
  }

  /// Writes a tag, the length and the bytes.
  public static func write(_ value: Data, tag: UInt32, to writer: inout WireWriter) {
    writer.varint(UInt64(truncatingIfNeeded: value.count), tag: tag)
    value.withUnsafeBytes { bytes in
      writer.bytes(bytes)
    }
  }

  /// Reads a length and copies as many bytes.
  ///
  /// - Throws: ``WireDecodingError`` if there are fewer bytes.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Data {
    try reader.data()
  }
}
