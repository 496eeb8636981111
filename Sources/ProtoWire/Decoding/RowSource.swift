public import SwiftProtobuf

/// Reads the values of a row. A source is a type without instances.
@usableFromInline
protocol RowSource {
  associatedtype Value

  /// A value for the room that is left if the row turns out to be malformed.
  static var filler: Value { get }

  /// Appends the values up to the end of the row.
  static func read(
    into row: inout RowBuffer<Value>, from reader: inout WireReader
  ) throws(WireDecodingError)
}

/// Packed numbers.
@usableFromInline
enum PackedRow<Codec: PackableCodec>: RowSource {
  @inlinable static var filler: Codec.Value { Codec.defaultValue }

  @inlinable
  @inline(__always)
  static func read(
    into row: inout RowBuffer<Codec.Value>, from reader: inout WireReader
  ) throws(WireDecodingError) {
    try reader.readPacked(Codec.self, into: &row)
  }
}

/// Numbers that each have a tag.
@usableFromInline
enum VarintRow<Codec: VarintCodec>: RowSource {
  @inlinable static var filler: Codec.Value { Codec.defaultValue }

  @inlinable
  @inline(__always)
  static func read(
    into row: inout RowBuffer<Codec.Value>, from reader: inout WireReader
  ) throws(WireDecodingError) {
    try reader.read(Codec.self, into: &row)
  }
}

/// Values that replace each other, such as strings.
@usableFromInline
enum ScalarRow<Codec: ScalarCodec>: RowSource {
  @inlinable static var filler: Codec.Value { Codec.defaultValue }

  @inlinable
  @inline(__always)
  static func read(
    into row: inout RowBuffer<Codec.Value>, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let tag = reader.fieldTag
    repeat { try row.append(Codec.next(from: &reader)) } while reader.skipsTag(tag)
  }
}

/// Messages. They are read where they stay.
@usableFromInline
enum MessageRow<Codec: MessageCodec>: RowSource {
  @inlinable static var filler: Codec.Value { Codec.defaultValue }

  @inlinable
  @inline(__always)
  static func read(
    into row: inout RowBuffer<Codec.Value>, from reader: inout WireReader
  ) throws(WireDecodingError) {
    // Reading an element changes `fieldTag` to a tag inside the element.
    let tag = reader.fieldTag
    repeat {
      try row.append(Codec.defaultValue)
      try Codec.read(&row.last, from: &reader)
    } while reader.skipsTag(tag)
  }
}
