public import SwiftProtobuf

/// The encoding of one kind of field value.
///
/// A kind is a type without instances. The code for each cardinality (singular, repeated, packed,
/// map) is generic over this protocol.
public protocol FieldCodec {
  /// The Swift type of a value.
  associatedtype Value

  /// The wire type of one value, 0 to 5.
  static var wireType: UInt32 { get }

  /// The value of a field that was never set.
  static var defaultValue: Value { get }

  /// Returns whether `value` is the default, which a field without presence doesn't write.
  static func isDefault(_ value: Value) -> Bool

  /// Returns the size of a value in bytes. It includes the length before the value, if there is
  /// one, but not the tags.
  static func size(_ value: Value, in sizes: inout WireSizes) -> Int

  /// Writes a field: the tag, the length if there is one, the value, and the end tag if the value
  /// is a group.
  static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter)

  /// Reads one value, which replaces `value`, or is merged into it if it is a message.
  static func read(_ value: inout Value, from reader: inout WireReader) throws(WireDecodingError)
}

/// A kind whose values replace each other. Every kind except messages is one.
public protocol ScalarCodec: FieldCodec {
  /// Reads one value.
  static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value
}

extension ScalarCodec {
  /// Reads one value, which replaces `value`.
  ///
  /// - Throws: ``WireDecodingError`` if it is malformed.
  @inlinable
  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    value = try next(from: &reader)
  }
}

/// A kind whose values are messages.
public protocol MessageCodec: FieldCodec where Value: SwiftProtobuf.Message {}

extension MessageCodec {
  /// A message in which no field is set.
  @inlinable
  public static var defaultValue: Value { Value() }

  /// Returns `false`, because a message that is set is always written, even if it is empty.
  @inlinable
  public static func isDefault(_ value: Value) -> Bool { false }
}

/// A kind whose values are messages with a ProtoWire codec.
public protocol WireMessageCodec: MessageCodec where Value: WireMessage {}

/// A kind whose values can be packed. Every scalar that isn't length-delimited is one.
public protocol PackableCodec: ScalarCodec {
  /// The size of each value in bytes, or `nil` if values have different sizes.
  static var fixedSize: Int? { get }

  /// The size of each written value in bytes, or `nil` if values are written with different sizes.
  /// Values of other sizes may still be read.
  static var writtenSize: Int? { get }

  /// Writes a field with packed values: the tag, the length and at least one value.
  static func writePacked(
    _ values: UnsafeBufferPointer<Value>, tag: UInt32, to writer: inout WireWriter)

  /// Reads values up to the reader's end into a buffer that has room for all of them.
  ///
  /// - Parameters:
  ///   - buffer: receives the values.
  ///   - reader: contains the values and nothing else.
  ///   - readable: the end of the bytes that may be read, which is at the reader's end or after it.
  ///     A few small values are read faster if more bytes follow them.
  static func readPacked(
    into buffer: inout RowBuffer<Value>, from reader: inout WireReader,
    readable: UnsafePointer<UInt8>
  ) throws(WireDecodingError)
}

extension PackableCodec {
  /// The same as `fixedSize`.
  @inlinable
  public static var writtenSize: Int? { fixedSize }
}

/// A kind that can be the key of a map.
public protocol MapKeyCodec: ScalarCodec where Value: Hashable {
  /// Returns whether `left` comes before `right` in deterministic output.
  static func precedes(_ left: Value, _ right: Value) -> Bool
}

/// The wire types of the protobuf encoding, which are the lower three bits of a tag.
@usableFromInline
enum WireType {
  @inlinable static var varint: UInt32 { 0 }
  @inlinable static var fixed64: UInt32 { 1 }
  @inlinable static var lengthDelimited: UInt32 { 2 }
  @inlinable static var startGroup: UInt32 { 3 }
  @inlinable static var endGroup: UInt32 { 4 }
  @inlinable static var fixed32: UInt32 { 5 }
}
