#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// `bytes`.
public enum WireBytes: ScalarCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  @inlinable
  public static var defaultValue: Data { Data() }

  // What follows looks at the five forms of Data: code that is better shared than inlined.
  public static func isDefault(_ value: Data) -> Bool { value.isEmpty }

  public static func size(_ value: Data, in sizes: inout WireSizes) -> Int {
    value.count + Varint.size(UInt64(truncatingIfNeeded: value.count))
  }

  public static func write(_ value: Data, to writer: inout WireWriter) {
    writer.varint(UInt64(truncatingIfNeeded: value.count))
    value.withUnsafeBytes { bytes in
      writer.bytes(bytes)
    }
  }

  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Data {
    try reader.data()
  }
}
