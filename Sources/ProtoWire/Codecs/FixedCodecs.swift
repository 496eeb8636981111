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
  /// 5 for four bytes, 1 for eight.
  @inlinable
  public static var wireType: UInt32 {
    MemoryLayout<Bits>.size == 4 ? WireType.fixed32 : WireType.fixed64
  }

  /// 4 or 8 bytes.
  @inlinable
  public static var fixedSize: Int? { MemoryLayout<Bits>.size }

  /// Values have their bits in memory; on a little-endian machine in the order of the wire.
  @inlinable
  public static var isCopied: Bool { Bits(littleEndian: 1) == 1 }

  /// Zero.
  @inlinable
  public static var defaultValue: Value { value(0) }

  /// For floating point this leaves -0 on the wire, as the specification asks.
  @inlinable
  public static func isDefault(_ value: Value) -> Bool { bits(value) == 0 }

  /// 4 or 8 bytes, whatever the value.
  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    MemoryLayout<Bits>.size
  }

  /// Writes a tag and four or eight bytes, least significant first.
  @inlinable
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.fixed(bits(value), tag: tag)
  }

  /// Writes each value, least significant byte first; on a little-endian machine rows are copied
  /// instead.
  @inlinable
  public static func writePacked(
    _ values: UnsafeBufferPointer<Value>, to writer: inout WireWriter
  ) {
    for value in values {
      withUnsafeBytes(of: bits(value).littleEndian) { writer.bytes($0) }
    }
  }

  /// Reads four or eight bytes.
  ///
  /// - Throws: ``WireDecodingError`` if there are fewer.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value {
    value(try reader.fixed(Bits.self))
  }

  /// Reads values up to the reader's end, which on a little-endian machine is one copy.
  ///
  /// - Throws: ``WireDecodingError`` if the bytes end within a value, or there are more than there
  ///   is room for.
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
  /// Smaller numbers come first.
  @inlinable
  public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// `fixed32`.
public enum WireFixed32: FixedCodec, MapKeyCodec {
  /// A field of this kind is a `UInt32`.
  public typealias Value = UInt32

  /// The number itself.
  @inlinable
  public static func bits(_ value: UInt32) -> UInt32 { value }

  /// The number itself.
  @inlinable
  public static func value(_ bits: UInt32) -> UInt32 { bits }
}

/// `fixed64`.
public enum WireFixed64: FixedCodec, MapKeyCodec {
  /// A field of this kind is a `UInt64`.
  public typealias Value = UInt64

  /// The number itself.
  @inlinable
  public static func bits(_ value: UInt64) -> UInt64 { value }

  /// The number itself.
  @inlinable
  public static func value(_ bits: UInt64) -> UInt64 { bits }
}

/// `sfixed32`.
public enum WireSFixed32: FixedCodec, MapKeyCodec {
  /// A field of this kind is an `Int32`.
  public typealias Value = Int32

  /// The two's complement.
  @inlinable
  public static func bits(_ value: Int32) -> UInt32 { UInt32(bitPattern: value) }

  /// The number with this two's complement.
  @inlinable
  public static func value(_ bits: UInt32) -> Int32 { Int32(bitPattern: bits) }
}

/// `sfixed64`.
public enum WireSFixed64: FixedCodec, MapKeyCodec {
  /// A field of this kind is an `Int64`.
  public typealias Value = Int64

  /// The two's complement.
  @inlinable
  public static func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  /// The number with this two's complement.
  @inlinable
  public static func value(_ bits: UInt64) -> Int64 { Int64(bitPattern: bits) }
}

/// `float`.
public enum WireFloat: FixedCodec {
  /// A field of this kind is a `Float`.
  public typealias Value = Float

  /// The bits as IEEE 754 has them.
  @inlinable
  public static func bits(_ value: Float) -> UInt32 { value.bitPattern }

  /// The number with these bits, be it a NaN.
  @inlinable
  public static func value(_ bits: UInt32) -> Float { Float(bitPattern: bits) }
}

/// `double`.
public enum WireDouble: FixedCodec {
  /// A field of this kind is a `Double`.
  public typealias Value = Double

  /// The bits as IEEE 754 has them.
  @inlinable
  public static func bits(_ value: Double) -> UInt64 { value.bitPattern }

  /// The number with these bits, be it a NaN.
  @inlinable
  public static func value(_ bits: UInt64) -> Double { Double(bitPattern: bits) }
}
