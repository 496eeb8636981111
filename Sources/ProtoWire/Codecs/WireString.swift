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
    let isContiguous: Void? = value.utf8.withContiguousStorageIfAvailable { utf8 in
      writer.varint(UInt64(truncatingIfNeeded: utf8.count))
      writer.bytes(UnsafeRawBufferPointer(utf8))
    }
    if isContiguous == nil { writeBridged(value, to: &writer) }
  }

  /// Writes a string of Objective-C's, which has to be copied first.
  @usableFromInline
  static func writeBridged(_ value: String, to writer: inout WireWriter) {
    var value = value
    value.withUTF8 { utf8 in
      writer.varint(UInt64(truncatingIfNeeded: utf8.count))
      writer.bytes(UnsafeRawBufferPointer(utf8))
    }
  }

  @inlinable
  public static func read(
    _ value: inout String, from reader: inout WireReader
  ) throws(WireDecodingError) {
    value = try reader.string()
  }

  /// As SwiftProtobuf orders them; for normalized strings that is byte by byte, as C++ does it.
  @inlinable
  public static func precedes(_ left: String, _ right: String) -> Bool { left < right }
}
