#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// `bytes`.
public enum WireBytes: ScalarCodec {
  /// 2.
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  /// No bytes.
  @inlinable
  public static var defaultValue: Data { Data() }

  // What follows looks at the five forms of Data: code that is better shared than inlined.
  /// Whether there are no bytes.
  public static func isDefault(_ value: Data) -> Bool { value.isEmpty }

  /// The number of bytes, and those of the length in front.
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
  /// - Throws: ``WireDecodingError`` if there are fewer.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Data {
    try reader.data()
  }
}
