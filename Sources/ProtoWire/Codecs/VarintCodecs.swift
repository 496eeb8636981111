public import SwiftProtobuf

/// A kind whose values travel as one variable length integer.
public protocol VarintCodec: PackableCodec {
  /// The integer that stands for `value` on the wire.
  static func bits(_ value: Value) -> UInt64

  /// The value that `bits` stands for; `nil` if it stands for none.
  static func value(_ bits: UInt64) -> Value?
}

extension VarintCodec {
  /// 0.
  @inlinable
  public static var wireType: UInt32 { WireType.varint }

  /// `nil`: one to ten bytes, by the value.
  @inlinable
  public static var fixedSize: Int? { nil }

  /// Whether the integer on the wire would be 0.
  @inlinable
  public static func isDefault(_ value: Value) -> Bool { bits(value) == 0 }

  /// 1 to 10 bytes.
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
  /// - Throws: ``WireDecodingError`` if it is cut off or longer than ten bytes, or stands for no
  ///   value.
  @inlinable
  public static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value {
    guard let value = value(try reader.varint()) else { throw .malformedProtobuf }
    return value
  }

  /// Writes one varint after the other.
  @inlinable
  public static func writePacked(
    _ values: UnsafeBufferPointer<Value>, to writer: inout WireWriter
  ) {
    guard writer.bytesLeft >= values.count * Varint.maxSize else {
      return writeInParts(values, to: &writer)
    }
    writeUnasked(values, to: &writer)
  }

  /// Writes values of which not all might fit, if each were as long as can be.
  @inlinable
  @inline(never)
  static func writeInParts(
    _ values: UnsafeBufferPointer<Value>, to writer: inout WireWriter
  ) {
    var rest = values[...]
    while !rest.isEmpty {
      let part = rest.prefix(writer.bytesLeft / Varint.maxSize)
      writeUnasked(UnsafeBufferPointer(rebasing: part), to: &writer)
      rest = rest.dropFirst(part.count)
      if part.isEmpty, let value = rest.popFirst() { writer.lastVarint(bits(value)) }
    }
  }

  /// Writes values for which there is room, however long they are.
  @inlinable
  @inline(__always)
  static func writeUnasked(
    _ values: UnsafeBufferPointer<Value>, to writer: inout WireWriter
  ) {
    // A pointer of this function alone stays in a register.
    var cursor = writer.cursor
    for value in values { Varint.write(bits(value), at: &cursor) }
    writer.cursor = cursor
  }

  /// Reads varints up to the reader's end.
  ///
  /// - Throws: ``WireDecodingError`` if one is malformed, stands for no value, or finds no room.
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
  /// Zero.
  @inlinable
  public static var defaultValue: Value { 0 }

  /// Smaller numbers come first.
  @inlinable
  public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// `int32`: negative values take ten bytes.
public enum WireInt32: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int32`.
  public typealias Value = Int32

  /// The number, extended to 64 bits with its sign.
  @inlinable
  public static func bits(_ value: Int32) -> UInt64 { UInt64(bitPattern: Int64(value)) }

  /// The lower 32 bits, as in C++.
  @inlinable
  public static func value(_ bits: UInt64) -> Int32? { Int32(truncatingIfNeeded: bits) }
}

/// `int64`: negative values take ten bytes.
public enum WireInt64: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int64`.
  public typealias Value = Int64

  /// The two's complement.
  @inlinable
  public static func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  /// The number with this two's complement.
  @inlinable
  public static func value(_ bits: UInt64) -> Int64? { Int64(bitPattern: bits) }
}

/// `uint32`.
public enum WireUInt32: VarintCodec, MapKeyCodec {
  /// A field of this kind is a `UInt32`.
  public typealias Value = UInt32

  /// The number itself.
  @inlinable
  public static func bits(_ value: UInt32) -> UInt64 { UInt64(value) }

  /// The lower 32 bits, as in C++.
  @inlinable
  public static func value(_ bits: UInt64) -> UInt32? { UInt32(truncatingIfNeeded: bits) }
}

/// `uint64`.
public enum WireUInt64: VarintCodec, MapKeyCodec {
  /// A field of this kind is a `UInt64`.
  public typealias Value = UInt64

  /// The number itself.
  @inlinable
  public static func bits(_ value: UInt64) -> UInt64 { value }

  /// The number itself.
  @inlinable
  public static func value(_ bits: UInt64) -> UInt64? { bits }
}

/// `sint32`: zigzag, so that small negative values stay small.
public enum WireSInt32: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int32`.
  public typealias Value = Int32

  /// The zigzag form: 0, -1, 1 and -2 become 0, 1, 2 and 3.
  @inlinable
  public static func bits(_ value: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: (value &<< 1) ^ (value &>> 31)))
  }

  /// The number with this zigzag form, of which the lower 32 bits count.
  @inlinable
  public static func value(_ bits: UInt64) -> Int32? {
    let bits = UInt32(truncatingIfNeeded: bits)
    return Int32(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
  }
}

/// `sint64`: zigzag, so that small negative values stay small.
public enum WireSInt64: VarintCodec, MapKeyCodec {
  /// A field of this kind is an `Int64`.
  public typealias Value = Int64

  /// The zigzag form: 0, -1, 1 and -2 become 0, 1, 2 and 3.
  @inlinable
  public static func bits(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value &<< 1) ^ (value &>> 63))
  }

  /// The number with this zigzag form.
  @inlinable
  public static func value(_ bits: UInt64) -> Int64? {
    Int64(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
  }
}

/// `bool`: every integer but 0 is true.
public enum WireBool: VarintCodec, MapKeyCodec {
  /// A field of this kind is a `Bool`.
  public typealias Value = Bool

  /// `false`.
  @inlinable
  public static var defaultValue: Bool { false }

  /// One byte; longer varints are read, too.
  @inlinable
  public static var writtenSize: Int? { 1 }

  /// A `Bool` in memory is a byte of 0 or 1.
  @inlinable
  public static var isCopied: Bool { true }

  /// Reads varints up to the reader's end, eight at a time where each is one byte.
  ///
  /// - Throws: ``WireDecodingError`` if one is malformed or finds no room.
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

  /// 1 or 0.
  @inlinable
  public static func bits(_ value: Bool) -> UInt64 { value ? 1 : 0 }

  /// Whether the integer is another one than 0.
  @inlinable
  public static func value(_ bits: UInt64) -> Bool? { bits != 0 }

  /// `false` comes before `true`.
  @inlinable
  public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
}
