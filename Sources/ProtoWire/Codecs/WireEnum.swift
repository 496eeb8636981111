public import SwiftProtobuf

/// An enum: travels as an `int32`. Open enums keep values that they have no name for.
public enum WireEnum<Value: SwiftProtobuf.Enum>: PackableCodec where Value.RawValue == Int {
  @inlinable
  public static var wireType: UInt32 { WireType.varint }

  @inlinable
  public static var fixedSize: Int? { nil }

  @inlinable
  public static var defaultValue: Value { Value() }

  /// The value with a number, or the default one if the enum has none.
  @inlinable
  public static func value(_ number: Int) -> Value { Value(rawValue: number) ?? Value() }

  @inlinable
  public static func isDefault(_ value: Value) -> Bool { value.rawValue == 0 }

  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    Varint.size(UInt64(bitPattern: Int64(value.rawValue)))
  }

  @inlinable
  public static func write(_ value: Value, to writer: inout WireWriter) {
    writer.varint(UInt64(bitPattern: Int64(value.rawValue)))
  }

  @inlinable
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let number = Int32(truncatingIfNeeded: try reader.varint())
    // An open enum makes a value of every number.
    guard let known = Value(rawValue: Int(number)) else { throw .malformedProtobuf }
    value = known
  }

  @inlinable
  public static func writePacked(
    _ values: UnsafeBufferPointer<Value>, to writer: inout WireWriter
  ) {
    var cursor = writer.cursor
    for value in values {
      Varint.write(UInt64(bitPattern: Int64(value.rawValue)), at: &cursor)
    }
    writer.cursor = cursor
  }

  @inlinable
  public static func readPacked(
    into values: inout UnsafeMutablePointer<Value>, from reader: inout WireReader
  ) throws(WireDecodingError) {
    var cursor = reader.cursor
    let end = reader.end
    while cursor != end {
      guard let bits = Varint.read(from: &cursor, end) else { throw .malformedProtobuf }
      // An open enum makes a value of every number.
      guard let value = Value(rawValue: Int(Int32(truncatingIfNeeded: bits))) else {
        throw .malformedProtobuf
      }
      values.initialize(to: value)
      values += 1
    }
    reader.cursor = cursor
  }
}
