#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// `bytes`.
public enum WireBytes: FieldCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  @inlinable
  public static var defaultValue: Data { Data() }

  @inlinable
  public static func isDefault(_ value: Data) -> Bool { value.isEmpty }

  @inlinable
  public static func size(_ value: Data, in sizes: inout WireSizes) -> Int {
    value.count + Varint.size(UInt64(truncatingIfNeeded: value.count))
  }

  @inlinable
  public static func write(_ value: Data, to writer: inout WireWriter) {
    writer.varint(UInt64(truncatingIfNeeded: value.count))
    value.withUnsafeBytes { bytes in
      writer.bytes(bytes)
    }
  }

  @inlinable
  public static func read(
    _ value: inout Data, from reader: inout WireReader
  ) throws(WireDecodingError) {
    value = try reader.data()
  }
}
