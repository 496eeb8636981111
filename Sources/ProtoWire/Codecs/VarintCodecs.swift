public import SwiftProtobuf

/// A kind whose values are encoded as variable-length integers.
public protocol VarintCodec: PackableCodec {
  /// Returns the integer that represents `value` on the wire.
  static func bits(_ value: Value) -> UInt64

  /// Returns the value that `bits` represents, or `nil` if there isn't one.
  static func value(_ bits: UInt64) -> Value?
}

extension VarintCodec {
  /// The wire type of varints, which is 0.
  @inlinable
  public static var wireType: UInt32 { WireType.varint }

  /// `nil`, because the size depends on the value.
  @inlinable
  public static var fixedSize: Int? { nil }

  /// Returns whether the integer on the wire is 0.
  @inlinable
  public static func isDefault(_ value: Value) -> Bool { bits(value) == 0 }

  /// Returns the size of the varint, which is 1 to 10 bytes.
  @inlinable
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    Varint.size(bits(value))
  }

  /// Writes a tag and a varint.
  @inlinable
  public static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter) {
    writer.varint(bits(value), tag: tag)
  }

  /// Reads a varint.
  ///
  /// - Throws: ``WireDecodingError`` if the varint is truncated or longer than ten bytes, or
  ///   doesn't represent a value.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value {
    guard let value = value(try reader.varint()) else { throw .malformedProtobuf }
    return value
  }

  /// Writes a tag, the length that was measured, and one varint after the other.
  @inlinable
  public static func writePacked(
    _ values: UnsafeBufferPointer<Value>, tag: UInt32, to writer: inout WireWriter
  ) {
    guard writer.hasRoom(forVarints: values.count) else {
      return writePackedInParts(values, tag: tag, to: &writer)
    }
    // A local pointer stays in a register.
    var cursor = writer.cursor
    let end = writer.openUnchecked(tag, at: &cursor)
    for value in values { Varint.write(bits(value), at: &cursor) }
    writer.cursor = cursor
    writer.close(end)
  }

  /// Writes values that may not all fit into the memory if each is as long as possible.
  @inlinable
  @inline(never)
  static func writePackedInParts(
    _ values: UnsafeBufferPointer<Value>, tag: UInt32, to writer: inout WireWriter
  ) {
    let end = writer.open(tag)
    var rest = values[...]
    while !rest.isEmpty {
      let part = rest.prefix(writer.bytesLeft / Varint.maxSize)
      var cursor = writer.cursor
      for value in part { Varint.write(bits(value), at: &cursor) }
      writer.cursor = cursor
      rest = rest.dropFirst(part.count)
      if part.isEmpty, let value = rest.popFirst() { writer.lastVarint(bits(value)) }
    }
    writer.close(end)
  }

  /// Reads varints up to the reader's end.
  ///
  /// - Throws: ``WireDecodingError`` if a varint is malformed or doesn't represent a value, or the
  ///   buffer doesn't have room for it.
  @inlinable
  public static func readPacked(
    into buffer: inout RowBuffer<Value>, from reader: inout WireReader,
    readable: UnsafePointer<UInt8>
  ) throws(WireDecodingError) {
    // These are copies, because local variables stay in registers.
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
  /// The default value, which is 0.
  @inlinable
  public static var defaultValue: Value { 0 }

  /// Returns whether `left` is smaller than `right`.
  @inlinable
  public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// The codec of `int32` fields. Negative values take ten bytes.
public enum WireInt32: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int32`.
  public typealias Value = Int32

  /// Returns the number, extended to 64 bits with its sign.
  @inlinable
  public static func bits(_ value: Int32) -> UInt64 { UInt64(bitPattern: Int64(value)) }

  /// Returns the lower 32 bits, as C++ does.
  @inlinable
  public static func value(_ bits: UInt64) -> Int32? { Int32(truncatingIfNeeded: bits) }
}

/// The codec of `int64` fields. Negative values take ten bytes.
public enum WireInt64: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int64`.
  public typealias Value = Int64

  /// Returns the number's two's complement.
  @inlinable
  public static func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  /// Returns the number whose two's complement is `bits`.
  @inlinable
  public static func value(_ bits: UInt64) -> Int64? { Int64(bitPattern: bits) }
}

/// The codec of `uint32` fields.
public enum WireUInt32: VarintCodec, MapKeyCodec {
  /// A field of this kind is a `UInt32`.
  public typealias Value = UInt32

  /// Returns the number itself.
  @inlinable
  public static func bits(_ value: UInt32) -> UInt64 { UInt64(value) }

  /// Returns the lower 32 bits, as C++ does.
  @inlinable
  public static func value(_ bits: UInt64) -> UInt32? { UInt32(truncatingIfNeeded: bits) }
}

/// The codec of `uint64` fields.
public enum WireUInt64: VarintCodec, MapKeyCodec {
  /// A field of this kind is a `UInt64`.
  public typealias Value = UInt64

  /// Returns the number itself.
  @inlinable
  public static func bits(_ value: UInt64) -> UInt64 { value }

  /// Returns the number itself.
  @inlinable
  public static func value(_ bits: UInt64) -> UInt64? { bits }
}

/// The codec of `sint32` fields. The zigzag form keeps small negative values short.
public enum WireSInt32: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int32`.
  public typealias Value = Int32

  /// Returns the zigzag form: 0, -1, 1 and -2 become 0, 1, 2 and 3.
  @inlinable
  public static func bits(_ value: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: (value &<< 1) ^ (value &>> 31)))
  }

  /// Returns the number whose zigzag form is the lower 32 bits of `bits`.
  @inlinable
  public static func value(_ bits: UInt64) -> Int32? {
    let bits = UInt32(truncatingIfNeeded: bits)
    return Int32(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
  }
}

/// The codec of `sint64` fields. The zigzag form keeps small negative values short.
public enum WireSInt64: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int64`.
  public typealias Value = Int64

  /// Returns the zigzag form: 0, -1, 1 and -2 become 0, 1, 2 and 3.
  @inlinable
  public static func bits(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value &<< 1) ^ (value &>> 63))
  }

  /// Returns the number whose zigzag form is `bits`.
  @inlinable
  public static func value(_ bits: UInt64) -> Int64? {
    Int64(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
  }
}

/// The codec of `bool` fields. Every integer except 0 is read as `true`.
public enum WireBool: VarintCodec, MapKeyCodec {
  /// A field of this kind is a `Bool`.
  public typealias Value = Bool

  /// The default value, which is `false`.
  @inlinable
  public static var defaultValue: Bool { false }

  /// The size of each written value, which is one byte. Longer varints can be read.
  @inlinable
  public static var writtenSize: Int? { 1 }

  /// Writes a tag, the length and a copy of the values. A `Bool` in memory is a byte of 0 or 1.
  @inlinable
  public static func writePacked(
    _ values: UnsafeBufferPointer<Bool>, tag: UInt32, to writer: inout WireWriter
  ) {
    writer.packed(copying: values, tag: tag)
  }

  /// Reads varints up to the reader's end. If all of them are a byte of 0 or 1, as encoders write
  /// them, they are copied at once.
  ///
  /// - Throws: ``WireDecodingError`` if a varint is malformed, or the buffer doesn't have room for
  ///   it.
  @inlinable
  public static func readPacked(
    into buffer: inout RowBuffer<Bool>, from reader: inout WireReader,
    readable: UnsafePointer<UInt8>
  ) throws(WireDecodingError) {
    let bytes = UnsafeRawBufferPointer(start: reader.cursor, count: reader.bytesLeft)
    guard !areMemory(of: bytes) else {
      try buffer.append(copying: bytes)
      reader.cursor = reader.end
      return
    }
    while reader.cursor != reader.end { try buffer.append(reader.varint() != 0) }
  }

  /// Returns whether each byte is a `Bool` in memory, which is 0 or 1.
  @usableFromInline
  static func areMemory(of bytes: UnsafeRawBufferPointer) -> Bool {
    // The loop doesn't end early, so that the compiler can look at many bytes at once.
    bytes.reduce(0, |) < 2
  }

  /// Returns 1 for `true` and 0 for `false`.
  @inlinable
  public static func bits(_ value: Bool) -> UInt64 { value ? 1 : 0 }

  /// Returns whether the integer isn't 0.
  @inlinable
  public static func value(_ bits: UInt64) -> Bool? { bits != 0 }

  /// Returns whether `left` is `false` and `right` is `true`.
  @inlinable
  public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
}
