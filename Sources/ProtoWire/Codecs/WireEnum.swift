public import SwiftProtobuf

/// The codec of enum fields. They are encoded like `int32`. Open enums have a value for every
/// number.
public enum WireEnum<Value: SwiftProtobuf.Enum>: VarintCodec where Value.RawValue == Int {
  /// The default value, which is the first case of a closed enum and the case with the number 0 of
  /// an open one.
  @inlinable
  public static var defaultValue: Value { Value() }

  /// Returns the number of the value, extended to 64 bits with its sign.
  @inlinable
  public static func bits(_ value: Value) -> UInt64 { UInt64(bitPattern: Int64(value.rawValue)) }

  /// Returns the value whose number is the lower 32 bits of `bits`, or `nil` if the enum doesn't
  /// have one.
  @inlinable
  public static func value(_ bits: UInt64) -> Value? {
    Value(rawValue: Int(Int32(truncatingIfNeeded: bits)))
  }

  /// Returns the value with a number, or the default value if the enum doesn't have one.
  @inlinable
  public static func value(numbered number: Int) -> Value { Value(rawValue: number) ?? Value() }
}
