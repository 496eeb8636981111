public import SwiftProtobuf

/// A message of `google/protobuf/wrappers.proto`. Its only field is a scalar with the number 1.
public protocol WireWrapper: WireMessage {
  /// The codec of the scalar.
  associatedtype Codec: ScalarCodec

  /// The value of the scalar field.
  var value: Codec.Value { get set }
}

extension WireWrapper {
  @inlinable
  public func _measure(in sizes: inout WireSizes) {
    sizes.implicit(Codec.self, value, tag: 1 << 3 | Codec.wireType)
    sizes.unknown(unknownFields)
  }

  @inlinable
  public func _encode(to writer: inout WireWriter) {
    writer.implicit(Codec.self, value, tag: 1 << 3 | Codec.wireType)
    writer.unknown(unknownFields)
  }

  @inlinable
  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() {
      if tag == 1 << 3 | Codec.wireType {
        value = try reader.value(Codec.self)
      } else {
        try reader.unknown(tag, into: &unknown)
      }
    }
    try reader.keep(unknown, in: &unknownFields)
  }
}

extension Google_Protobuf_DoubleValue: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireDouble
}

extension Google_Protobuf_FloatValue: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireFloat
}

extension Google_Protobuf_Int64Value: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireInt64
}

extension Google_Protobuf_UInt64Value: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireUInt64
}

extension Google_Protobuf_Int32Value: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireInt32
}

extension Google_Protobuf_UInt32Value: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireUInt32
}

extension Google_Protobuf_BoolValue: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireBool
}

extension Google_Protobuf_StringValue: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireString
}

extension Google_Protobuf_BytesValue: WireWrapper {
  /// The codec of the scalar.
  public typealias Codec = WireBytes
}
