public import SwiftProtobuf

extension Google_Protobuf_Any: WireMessage {
  public func _measure(in sizes: inout WireSizes) {
    let value = value
    if value.isEmpty, let failure = AnyFailure(self) { sizes.fail(failure.error) }
    sizes.implicit(WireString.self, typeURL, tag: 10)
    sizes.implicit(WireBytes.self, value, tag: 18)
    sizes.unknown(unknownFields)
  }

  public func _encode(to writer: inout WireWriter) {
    writer.implicit(WireString.self, typeURL, tag: 10)
    writer.implicit(WireBytes.self, value, tag: 18)
    writer.unknown(unknownFields)
  }

  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() {
      switch tag {
      case 10: typeURL = try reader.value(WireString.self)
      case 18: value = try reader.value(WireBytes.self)
      default: try reader.unknown(tag, into: &unknown)
      }
    }
    try reader.keep(unknown, in: &unknownFields)
  }
}
