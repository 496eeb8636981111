public import SwiftProtobuf

/// A timestamp or a duration. Both have the same fields on the wire.
public protocol WireTime: WireMessage {
  /// The whole seconds, field 1.
  var seconds: Int64 { get set }

  /// The nanoseconds in addition to the whole seconds, field 2.
  var nanos: Int32 { get set }
}

extension WireTime {
  @inlinable
  public func _measure(in sizes: inout WireSizes) {
    sizes.implicit(WireInt64.self, seconds, tag: 8)
    sizes.implicit(WireInt32.self, nanos, tag: 16)
    sizes.unknown(unknownFields)
  }

  @inlinable
  public func _encode(to writer: inout WireWriter) {
    writer.implicit(WireInt64.self, seconds, tag: 8)
    writer.implicit(WireInt32.self, nanos, tag: 16)
    writer.unknown(unknownFields)
  }

  @inlinable
  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() {
      switch tag {
      case 8: seconds = try reader.value(WireInt64.self)
      case 16: nanos = try reader.value(WireInt32.self)
      default: try reader.unknown(tag, into: &unknown)
      }
    }
    try reader.keep(unknown, in: &unknownFields)
  }
}

extension Google_Protobuf_Timestamp: WireTime {}

extension Google_Protobuf_Duration: WireTime {}
