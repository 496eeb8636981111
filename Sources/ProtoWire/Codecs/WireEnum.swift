public import SwiftProtobuf

/// An enum: travels as an `int32`. Open enums have a value for every number.
public enum WireEnum<Value: SwiftProtobuf.Enum>: VarintCodec where Value.RawValue == Int {
  /// The value of a new field: the first case, or the one with the number 0.
  @inlinable
  public static var defaultValue: Value { Value() }

  /// The number of the case, extended to 64 bits with its sign.
  @inlinable
  public static func bits(_ value: Value) -> UInt64 { UInt64(bitPattern: Int64(value.rawValue)) }

  /// The value with a number, of which the lower 32 bits count.
  @inlinable
  public static func value(_ bits: UInt64) -> Value? {
    Value(rawValue: Int(Int32(truncatingIfNeeded: bits)))
  }

  /// The value with a number, or the default one if the enum has none.
  @inlinable
  public static func value(numbered number: Int) -> Value { Value(rawValue: number) ?? Value() }
}
