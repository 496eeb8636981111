public import SwiftProtobuf

extension Google_Protobuf_FieldMask: WireMessage {
  public func _measure(in sizes: inout WireSizes) {
    sizes.repeated(WireString.self, paths, tag: 10)
    sizes.unknown(unknownFields)
  }

  public func _encode(to writer: inout WireWriter) {
    writer.repeated(WireString.self, paths, tag: 10)
    writer.unknown(unknownFields)
  }

  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() {
      switch tag {
      case 10: try reader.repeated(WireString.self, into: &paths)
      default: try reader.unknown(tag, into: &unknown)
      }
    }
    try reader.keep(unknown, in: &unknownFields)
  }
}
