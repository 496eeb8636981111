public import SwiftProtobuf

/// How one kind of field value looks on the wire.
///
/// A kind is a type without values; what a cardinality (singular, repeated, packed, map) adds is
/// written once over this protocol.
public protocol FieldCodec {
  /// The value in Swift.
  associatedtype Value

  /// The wire type of one value, 0 to 5.
  static var wireType: UInt32 { get }

  /// The value of a field that was never set.
  static var defaultValue: Value { get }

  /// Whether a field without presence leaves `value` off the wire.
  static func isDefault(_ value: Value) -> Bool

  /// Returns the size in bytes with the length in front, if there is one, but without tags.
  static func size(_ value: Value, in sizes: inout WireSizes) -> Int

  /// Writes a field with the value: a tag, the length, if there is one, the value, and for a group
  /// the tag that ends it.
  static func write(_ value: Value, tag: UInt32, to writer: inout WireWriter)

  /// Reads one value over `value`; messages merge.
  static func read(_ value: inout Value, from reader: inout WireReader) throws(WireDecodingError)
}

/// A kind whose values replace each other: every kind but messages.
public protocol ScalarCodec: FieldCodec {
  /// Reads one value.
  static func next(from reader: inout WireReader) throws(WireDecodingError) -> Value
}

extension ScalarCodec {
  /// Reads one value, which takes the place of `value`.
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
  /// A message in which nothing is set.
  @inlinable
  public static var defaultValue: Value { Value() }

  /// A message that is there is on the wire, however empty.
  @inlinable
  public static func isDefault(_ value: Value) -> Bool { false }
}

/// A kind whose values are messages with a codec of their own.
public protocol WireMessageCodec: MessageCodec where Value: WireMessage {}

/// A kind whose values can be packed: every scalar that is not length-delimited.
public protocol PackableCodec: ScalarCodec {
  /// The size in bytes when every value has the same.
  static var fixedSize: Int? { get }

  /// The size in bytes when every value is written in the same; it may be read in another.
  static var writtenSize: Int? { get }

  /// Whether a value in memory is what it is on the wire, bit by bit.
  static var isCopied: Bool { get }

  /// Writes values one after the other.
  static func writePacked(_ values: UnsafeBufferPointer<Value>, to writer: inout WireWriter)

  /// Reads values up to the reader's end into a buffer that has room for all of them.
  ///
  /// - Parameters:
  ///   - buffer: gets the values.
  ///   - reader: has the values, and nothing else.
  ///   - readable: the end of bytes that may be looked at, at the reader's end or behind it: a few
  ///     small values are read faster where there are others.
  static func readPacked(
    into buffer: inout RowBuffer<Value>, from reader: inout WireReader,
    readable: UnsafePointer<UInt8>
  ) throws(WireDecodingError)
}

extension PackableCodec {
  /// The fixed size, if there is one.
  @inlinable
  public static var writtenSize: Int? { fixedSize }

  /// `false`, unless a kind says otherwise.
  @inlinable
  public static var isCopied: Bool { false }
}

/// A kind that can be the key of a map.
public protocol MapKeyCodec: ScalarCodec where Value: Hashable {
  /// Whether `left` comes before `right` when output is deterministic.
  static func precedes(_ left: Value, _ right: Value) -> Bool
}

/// The wire types of the protobuf encoding, as they stand in a tag.
@usableFromInline
enum WireType {
  @inlinable static var varint: UInt32 { 0 }
  @inlinable static var fixed64: UInt32 { 1 }
  @inlinable static var lengthDelimited: UInt32 { 2 }
  @inlinable static var startGroup: UInt32 { 3 }
  @inlinable static var endGroup: UInt32 { 4 }
  @inlinable static var fixed32: UInt32 { 5 }
}
