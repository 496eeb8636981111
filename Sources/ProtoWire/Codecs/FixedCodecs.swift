public import SwiftProtobuf

/// A kind whose values travel as four or eight bytes, least significant first.
public protocol FixedCodec: PackableCodec {
  /// The integer of the same size.
  associatedtype Bits: FixedWidthInteger & UnsignedInteger

  /// The bits of `value`.
  static func bits(_ value: Value) -> Bits

  /// The value of `bits`.
  static func value(_ bits: Bits) -> Value
}

extension FixedCodec {
  @inlinable
  public static var wireType: UInt32 {
    MemoryLayout<Bits>.size == 4 ? WireType.fixed32 : WireType.fixed64
  }

  @inlinable
  public static var fixedSize: Int? { MemoryLayout<Bits>.size }

  /// Values have their bits in memory; on a little-endian machine in the order of the wire.
  @inlinable
  public static var isCopied: Bool { Bits(littleEndian: 1) == 1 }

  @inlinable
  public static var defaultValue: Value { value(0) }

  /// For floating point this leaves -0 on the wire, as the specification asks.
  @inlinable
  public static func isDefault(_ value: Value) -> Bool { bits(value) == 0 }

  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    MemoryLayout<Bits>.size
  }

  @inlinable
  public static func write(_ value: Value, to writer: inout WireWriter) {
    writer.fixed(bits(value))
  }

  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value {
    value(try reader.fixed(Bits.self))
  }

  @inlinable
  public static func readPacked(
    into buffer: inout RowBuffer<Value>, from reader: inout WireReader,
    readable: UnsafePointer<UInt8>
  ) throws(WireDecodingError) {
    let size = MemoryLayout<Bits>.size
    if isCopied {
      try buffer.append(copying: reader.slice(of: reader.bytesLeft / size * size))
    } else {
      while reader.bytesLeft >= size { try buffer.append(next(from: &reader)) }
    }
    guard reader.cursor == reader.end else { throw .truncated }
  }
}

extension FixedCodec where Value: FixedWidthInteger {
  @inlinable
  public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// `fixed32`.
public enum WireFixed32: FixedCodec, MapKeyCodec {
  public typealias Value = UInt32

  @inlinable
  public static func bits(_ value: UInt32) -> UInt32 { value }

  @inlinable
  public static func value(_ bits: UInt32) -> UInt32 { bits }
}

/// `fixed64`.
public enum WireFixed64: FixedCodec, MapKeyCodec {
  public typealias Value = UInt64

  @inlinable
  public static func bits(_ value: UInt64) -> UInt64 { value }

  @inlinable
  public static func value(_ bits: UInt64) -> UInt64 { bits }
}

/// `sfixed32`.
public enum WireSFixed32: FixedCodec, MapKeyCodec {
  public typealias Value = Int32

  @inlinable
  public static func bits(_ value: Int32) -> UInt32 { UInt32(bitPattern: value) }

  @inlinable
  public static func value(_ bits: UInt32) -> Int32 { Int32(bitPattern: bits) }
}

/// `sfixed64`.
public enum WireSFixed64: FixedCodec, MapKeyCodec {
  public typealias Value = Int64

  @inlinable
  public static func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  @inlinable
  public static func value(_ bits: UInt64) -> Int64 { Int64(bitPattern: bits) }
}

/// `float`.
public enum WireFloat: FixedCodec {
  public typealias Value = Float

  @inlinable
  public static func bits(_ value: Float) -> UInt32 { value.bitPattern }

  @inlinable
  public static func value(_ bits: UInt32) -> Float { Float(bitPattern: bits) }
}

/// `double`.
public enum WireDouble: FixedCodec {
  public typealias Value = Double

  @inlinable
  public static func bits(_ value: Double) -> UInt64 { value.bitPattern }

  @inlinable
  public static func value(_ bits: UInt64) -> Double { Double(bitPattern: bits) }
}
