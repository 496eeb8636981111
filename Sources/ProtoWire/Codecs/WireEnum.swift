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
}
