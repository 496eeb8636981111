public import SwiftProtobuf

/// A kind whose values travel as one variable length integer.
public protocol VarintCodec: PackableCodec {
  /// The integer that stands for `value` on the wire.
  static func bits(_ value: Value) -> UInt64

  /// The value that `bits` stands for; `nil` if it stands for none.
  static func value(_ bits: UInt64) -> Value?
}

extension VarintCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.varint }

  @inlinable
  public static var fixedSize: Int? { nil }

  @inlinable
  public static func isDefault(_ value: Value) -> Bool { bits(value) == 0 }

  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    Varint.size(bits(value))
  }

  @inlinable
  public static func write(_ value: Value, to writer: inout WireWriter) {
    writer.varint(bits(value))
  }

  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value {
    guard let value = value(try reader.varint()) else { throw .malformedProtobuf }
    return value
  }

  @inlinable
  public static func writePacked(
    _ values: UnsafeBufferPointer<Value>, to writer: inout WireWriter
  ) {
    var cursor = writer.cursor
    for value in values { Varint.write(bits(value), at: &cursor) }
    writer.cursor = cursor
  }

  @inlinable
  public static func readPacked(
    into buffer: inout RowBuffer<Value>, from reader: inout WireReader,
    readable: UnsafePointer<UInt8>
  ) throws(WireDecodingError) {
    // Reader and buffer are left alone until the end: what is local stays in registers.
    var row = buffer
    defer { buffer = row }
    var cursor = reader.cursor
    let end = reader.end
    while cursor != end {
      guard let bits = Varint.read(from: &cursor, readable), let value = value(bits) else {
        throw .malformedProtobuf
      }
      try row.append(value)
    }
    reader.cursor = cursor
  }
}

extension VarintCodec where Value: FixedWidthInteger {
  @inlinable
  public static var defaultValue: Value { 0 }

  @inlinable
  public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// `int32`: negative values take ten bytes.
public enum WireInt32: VarintCodec, MapKeyCodec {
  public typealias Value = Int32

  @inlinable
  public static func bits(_ value: Int32) -> UInt64 { UInt64(bitPattern: Int64(value)) }

  @inlinable
  public static func value(_ bits: UInt64) -> Int32? { Int32(truncatingIfNeeded: bits) }
}

/// `int64`: negative values take ten bytes.
public enum WireInt64: VarintCodec, MapKeyCodec {
  public typealias Value = Int64

  @inlinable
  public static func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  @inlinable
  public static func value(_ bits: UInt64) -> Int64? { Int64(bitPattern: bits) }
}

/// `uint32`.
public enum WireUInt32: VarintCodec, MapKeyCodec {
  public typealias Value = UInt32

  @inlinable
  public static func bits(_ value: UInt32) -> UInt64 { UInt64(value) }

  @inlinable
  public static func value(_ bits: UInt64) -> UInt32? { UInt32(truncatingIfNeeded: bits) }
}

/// `uint64`.
public enum WireUInt64: VarintCodec, MapKeyCodec {
  public typealias Value = UInt64

  @inlinable
  public static func bits(_ value: UInt64) -> UInt64 { value }

  @inlinable
  public static func value(_ bits: UInt64) -> UInt64? { bits }
}

/// `sint32`: zigzag, so that small negative values stay small.
public enum WireSInt32: VarintCodec, MapKeyCodec {
  public typealias Value = Int32

  @inlinable
  public static func bits(_ value: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: (value &<< 1) ^ (value &>> 31)))
  }

  @inlinable
  public static func value(_ bits: UInt64) -> Int32? {
    let bits = UInt32(truncatingIfNeeded: bits)
    return Int32(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
  }
}

/// `sint64`: zigzag, so that small negative values stay small.
public enum WireSInt64: VarintCodec, MapKeyCodec {
  public typealias Value = Int64

  @inlinable
  public static func bits(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value &<< 1) ^ (value &>> 63))
  }

  @inlinable
  public static func value(_ bits: UInt64) -> Int64? {
    Int64(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
  }
}

/// `bool`: every integer but 0 is true.
public enum WireBool: VarintCodec, MapKeyCodec {
  public typealias Value = Bool

  @inlinable
  public static var defaultValue: Bool { false }

  @inlinable
  public static var writtenSize: Int? { 1 }

  /// A `Bool` in memory is a byte of 0 or 1.
  @inlinable
  public static var isCopied: Bool { true }

  @inlinable
  public static func readPacked(
    into buffer: inout RowBuffer<Bool>, from reader: inout WireReader,
    readable: UnsafePointer<UInt8>
  ) throws(WireDecodingError) {
    var row = buffer
    defer { buffer = row }
    var cursor = reader.cursor
    let end = reader.end
    while cursor != end {
      // Eight that are written as they mostly are.
      if end - cursor >= 8,
        UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self) & ~0x0101_0101_0101_0101 == 0
      {
        try row.append(copying: UnsafeRawBufferPointer(start: cursor, count: 8))
        cursor += 8
      } else {
        guard let bits = Varint.read(from: &cursor, readable) else { throw .malformedProtobuf }
        try row.append(bits != 0)
      }
    }
    reader.cursor = cursor
  }

  @inlinable
  public static func bits(_ value: Bool) -> UInt64 { value ? 1 : 0 }

  @inlinable
  public static func value(_ bits: UInt64) -> Bool? { bits != 0 }

  @inlinable
  public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
}
