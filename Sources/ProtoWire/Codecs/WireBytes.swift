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
  public static func isDefault(_ value: Data) -> Bool { DataLayout.count(of: value) == 0 }

  /// Returns the number of bytes, including those of the length before them.
  public static func size(_ value: Data, in sizes: inout WireSizes) -> Int {
    let count = DataLayout.count(of: value)
    return count + Varint.size(UInt64(truncatingIfNeeded: count))
  }

  /// Writes a tag, the length and the bytes.
  public static func write(_ value: Data, tag: UInt32, to writer: inout WireWriter) {
    DataLayout.withBytes(of: value) { bytes in
      writer.varint(UInt64(truncatingIfNeeded: bytes.count), tag: tag)
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

// A field without presence takes a single call, in which the default value is looked for, too.

extension WireSizes {
  /// Measures a field without presence. The size is 0 for empty data.
  public mutating func implicit(_ codec: WireBytes.Type, _ value: Data, tag: UInt32) {
    let count = UInt64(truncatingIfNeeded: DataLayout.count(of: value))
    if count > 0 { length &+= UInt64(Varint.size(UInt64(tag)) + Varint.size(count)) &+ count }
  }
}

extension WireWriter {
  /// Writes a field without presence unless the data is empty.
  public mutating func implicit(_ codec: WireBytes.Type, _ value: Data, tag: UInt32) {
    DataLayout.withBytes(of: value) { bytes in
      guard !bytes.isEmpty else { return }
      varint(UInt64(truncatingIfNeeded: bytes.count), tag: tag)
      self.bytes(bytes)
    }
  }
}
