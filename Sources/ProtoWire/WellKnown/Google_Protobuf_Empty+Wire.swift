public import SwiftProtobuf

extension Google_Protobuf_Empty: WireMessage {
  public func _measure(in sizes: inout WireSizes) {
    sizes.unknown(unknownFields)
  }

  public func _encode(to writer: inout WireWriter) {
    writer.unknown(unknownFields)
  }

  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() { try reader.unknown(tag, into: &unknown) }
    try reader.keep(unknown, in: &unknownFields)
  }
}
