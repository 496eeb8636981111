public import SwiftProtobuf

/// A kind whose values are encoded as four or eight bytes, least significant first.
public protocol FixedCodec: PackableCodec {
  /// The unsigned integer type that has the size of a value.
  associatedtype Bits: FixedWidthInteger & UnsignedInteger

  /// Returns the bits of `value`.
  static func bits(_ value: Value) -> Bits

  /// Returns the value that `bits` represent.
  static func value(_ bits: Bits) -> Value
}

extension FixedCodec {
  /// The wire type, which is 5 for four bytes and 1 for eight.
  @inlinable
  public static var wireType: UInt32 {
    MemoryLayout<Bits>.size == 4 ? WireType.fixed32 : WireType.fixed64
  }

  /// The size of each value in bytes, which is 4 or 8.
  @inlinable
  public static var fixedSize: Int? { MemoryLayout<Bits>.size }

  /// `true` on a little-endian machine, where values have the same bytes in memory as on the wire.
  @inlinable
  public static var isCopied: Bool { Bits(littleEndian: 1) == 1 }

  /// The default value, which is 0.
  @inlinable
  public static var defaultValue: Value { value(0) }

  /// Returns whether all bits of a value are 0. Therefore, -0 isn't the default and is written, as
  /// the specification requires.
  @inlinable
  public static func isDefault(_ value: Value) -> Bool { bits(value) == 0 }

  /// Returns 4 or 8, whatever the value is.
  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    MemoryLayout<Bits>.size
  }

  /// Writes a tag and four or eight bytes, least significant first.
  @inlinable
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.fixed(bits(value), tag: tag)
  }

  /// Writes a tag, the length and each value, least significant byte first. On a little-endian
  /// machine, all values are copied at once.
  @inlinable
  public static func writePacked(
    _ values: UnsafeBufferPointer<Value>, tag: UInt32, to writer: inout WireWriter
  ) {
    guard !isCopied else { return writer.packed(copying: values, tag: tag) }
    writer.varint(UInt64(values.count * MemoryLayout<Bits>.size), tag: tag)
    for value in values {
      withUnsafeBytes(of: bits(value).littleEndian) { writer.bytes($0) }
    }
  }

  /// Reads four or eight bytes.
  ///
  /// - Throws: ``WireDecodingError`` if there are fewer bytes.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value {
    value(try reader.fixed(Bits.self))
  }

  /// Reads values up to the reader's end. On a little-endian machine, they are copied at once.
  ///
  /// - Throws: ``WireDecodingError`` if the bytes end inside a value, or there are more values than
  ///   the buffer has room for.
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
  /// Returns whether `left` is smaller than `right`.
  @inlinable
  public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// The codec of `fixed32` fields.
public enum WireFixed32: FixedCodec, MapKeyCodec {
  /// A field of this kind is a `UInt32`.
  public typealias Value = UInt32

  /// Returns the number itself.
  @inlinable
  public static func bits(_ value: UInt32) -> UInt32 { value }

  /// Returns the number itself.
  @inlinable
  public static func value(_ bits: UInt32) -> UInt32 { bits }
}

/// The codec of `fixed64` fields.
public enum WireFixed64: FixedCodec, MapKeyCodec {
  /// A field of this kind is a `UInt64`.
  public typealias Value = UInt64

  /// Returns the number itself.
  @inlinable
  public static func bits(_ value: UInt64) -> UInt64 { value }

  /// Returns the number itself.
  @inlinable
  public static func value(_ bits: UInt64) -> UInt64 { bits }
}

/// The codec of `sfixed32` fields.
public enum WireSFixed32: FixedCodec, MapKeyCodec {
  /// A field of this kind is an `Int32`.
  public typealias Value = Int32

  /// Returns the number's two's complement.
  @inlinable
  public static func bits(_ value: Int32) -> UInt32 { UInt32(bitPattern: value) }

  /// Returns the number whose two's complement is `bits`.
  @inlinable
  public static func value(_ bits: UInt32) -> Int32 { Int32(bitPattern: bits) }
}

/// The codec of `sfixed64` fields.
public enum WireSFixed64: FixedCodec, MapKeyCodec {
  /// A field of this kind is an `Int64`.
  public typealias Value = Int64

  /// Returns the number's two's complement.
  @inlinable
  public static func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  /// Returns the number whose two's complement is `bits`.
  @inlinable
  public static func value(_ bits: UInt64) -> Int64 { Int64(bitPattern: bits) }
}

/// The codec of `float` fields.
public enum WireFloat: FixedCodec {
  /// A field of this kind is a `Float`.
  public typealias Value = Float

  /// Returns the bits of the number's IEEE 754 representation.
  @inlinable
  public static func bits(_ value: Float) -> UInt32 { value.bitPattern }

  /// Returns the number whose IEEE 754 representation is `bits`, which may be a NaN.
  @inlinable
  public static func value(_ bits: UInt32) -> Float { Float(bitPattern: bits) }
}

/// The codec of `double` fields.
public enum WireDouble: FixedCodec {
  /// A field of this kind is a `Double`.
  public typealias Value = Double

  /// Returns the bits of the number's IEEE 754 representation.
  @inlinable
  public static func bits(_ value: Double) -> UInt64 { value.bitPattern }

  /// Returns the number whose IEEE 754 representation is `bits`, which may be a NaN.
  @inlinable
  public static func value(_ bits: UInt64) -> Double { Double(bitPattern: bits) }
}
