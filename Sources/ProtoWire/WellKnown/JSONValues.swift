public import SwiftProtobuf

// The messages of `google/protobuf/struct.proto`, which hold JSON.

extension Google_Protobuf_Struct: WireMessage {
  public func _measure(in sizes: inout WireSizes) {
    sizes.map(WireString.self, WireSubmessage<Google_Protobuf_Value>.self, fields, tag: 10)
    sizes.unknown(unknownFields)
  }

  public func _encode(to writer: inout WireWriter) {
    writer.map(WireString.self, WireSubmessage<Google_Protobuf_Value>.self, fields, tag: 10)
    writer.unknown(unknownFields)
  }

  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() {
      switch tag {
      case 10:
        try reader.map(
          WireString.self, WireSubmessage<Google_Protobuf_Value>.self, into: &fields)
      default: try reader.unknown(tag, into: &unknown)
      }
    }
    try reader.keep(unknown, in: &unknownFields)
  }
}

extension Google_Protobuf_ListValue: WireMessage {
  public func _measure(in sizes: inout WireSizes) {
    sizes.repeated(WireSubmessage<Google_Protobuf_Value>.self, values, tag: 10)
    sizes.unknown(unknownFields)
  }

  public func _encode(to writer: inout WireWriter) {
    writer.repeated(WireSubmessage<Google_Protobuf_Value>.self, values, tag: 10)
    writer.unknown(unknownFields)
  }

  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() {
      switch tag {
      case 10: try reader.repeated(WireSubmessage<Google_Protobuf_Value>.self, into: &values)
      default: try reader.unknown(tag, into: &unknown)
      }
    }
    try reader.keep(unknown, in: &unknownFields)
  }
}

extension Google_Protobuf_Value: WireMessage {
  public func _measure(in sizes: inout WireSizes) {
    switch kind {
    case .nullValue(let value)?:
      sizes.present(WireEnum<Google_Protobuf_NullValue>.self, value, tag: 8)
    case .numberValue(let value)?: sizes.present(WireDouble.self, value, tag: 17)
    case .stringValue(let value)?: sizes.present(WireString.self, value, tag: 26)
    case .boolValue(let value)?: sizes.present(WireBool.self, value, tag: 32)
    case .structValue(let value)?:
      sizes.present(WireSubmessage<Google_Protobuf_Struct>.self, value, tag: 42)
    case .listValue(let value)?:
      sizes.present(WireSubmessage<Google_Protobuf_ListValue>.self, value, tag: 50)
    case nil: break
    }
    sizes.unknown(unknownFields)
  }

  public func _encode(to writer: inout WireWriter) {
    switch kind {
    case .nullValue(let value)?:
      writer.present(WireEnum<Google_Protobuf_NullValue>.self, value, tag: 8)
    case .numberValue(let value)?: writer.present(WireDouble.self, value, tag: 17)
    case .stringValue(let value)?: writer.present(WireString.self, value, tag: 26)
    case .boolValue(let value)?: writer.present(WireBool.self, value, tag: 32)
    case .structValue(let value)?:
      writer.present(WireSubmessage<Google_Protobuf_Struct>.self, value, tag: 42)
    case .listValue(let value)?:
      writer.present(WireSubmessage<Google_Protobuf_ListValue>.self, value, tag: 50)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  public mutating func _decode(from reader: inout WireReader) throws(WireDecodingError) {
    var unknown = UnknownFields()
    while let tag = try reader.nextTag() {
      switch tag {
      case 8: kind = .nullValue(try reader.value(WireEnum<Google_Protobuf_NullValue>.self))
      case 17: kind = .numberValue(try reader.value(WireDouble.self))
      case 26: kind = .stringValue(try reader.value(WireString.self))
      case 32: kind = .boolValue(try reader.value(WireBool.self))
      case 42: try mergeStruct(from: &reader)
      case 50: try mergeList(from: &reader)
      default: try reader.unknown(tag, into: &unknown)
      }
    }
    try reader.keep(unknown, in: &unknownFields)
  }

  // These functions first take the old value out of the message. Otherwise, merging would copy it.

  private mutating func mergeStruct(from reader: inout WireReader) throws(WireDecodingError) {
    var value = structValue
    kind = nil
    defer { kind = .structValue(value) }
    try reader.merge(WireSubmessage<Google_Protobuf_Struct>.self, into: &value)
  }

  private mutating func mergeList(from reader: inout WireReader) throws(WireDecodingError) {
    var value = listValue
    kind = nil
    defer { kind = .listValue(value) }
    try reader.merge(WireSubmessage<Google_Protobuf_ListValue>.self, into: &value)
  }
}
