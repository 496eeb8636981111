public import SwiftProtobuf

extension ExtensionFieldValueSet {
  /// Whether no extension field is set.
  @usableFromInline
  var isEmpty: Bool { self == ExtensionFieldValueSet() }
}

extension WireSizes {
  /// Encodes the extension fields of `message` whose numbers are in `numbers`, and adds up their
  /// size.
  public mutating func extensions<Extended: ExtensibleMessage>(
    of message: Extended, _ numbers: Range<Int>, asMessageSet: Bool = false
  ) {
    guard !message._protobuf_extensionFieldValues.isEmpty else { return }
    var carrier = ExtensionCarrier<Extended>()
    carrier.values = message._protobuf_extensionFieldValues
    carrier.numbers = numbers
    carrier.isMessageSet = asMessageSet
    add(encodeForeign(carrier))
  }
}

extension WireWriter {
  /// Writes the extension fields that the corresponding call on ``WireSizes`` has encoded.
  public mutating func extensions(
    of message: some ExtensibleMessage, _ numbers: Range<Int>, asMessageSet: Bool = false
  ) {
    guard !message._protobuf_extensionFieldValues.isEmpty else { return }
    encodedForeign()
  }
}

extension WireReader {
  /// Reads a field that the message itself doesn't declare. It is an extension field if the caller
  /// passes an extension with its number, and otherwise an unknown field.
  public mutating func extensionOrUnknown<Extended: ExtensibleMessage>(
    _ tag: UInt32, of message: inout Extended, into unknown: inout UnknownFields
  ) throws(WireDecodingError) {
    guard tag & 7 != WireType.endGroup, isExtension(tag, of: Extended.self) else {
      return try self.unknown(tag, into: &unknown)
    }
    let start = fieldStart
    try skip(tag)
    try readExtensions(of: &message, from: start, to: cursor, into: &unknown)
  }

  private func isExtension(_ tag: UInt32, of type: any SwiftProtobuf.Message.Type) -> Bool {
    extensions?[type, Int(tag >> 3)] != nil
  }

  /// Reads the rest of a message that has the format of a `MessageSet`.
  public mutating func messageSet<Extended: ExtensibleMessage>(
    of message: inout Extended, into unknown: inout UnknownFields
  ) throws(WireDecodingError) {
    let start = cursor
    var last = cursor
    while let tag = try nextTag() {
      if tag & 7 == WireType.endGroup {
        try endGroup(tag)
      } else {
        try skip(tag)
        last = cursor
      }
    }
    try readExtensions(of: &message, from: start, to: last, asMessageSet: true, into: &unknown)
  }

  /// Lets SwiftProtobuf read fields, and appends those that it doesn't know to `unknown` in their
  /// order.
  private func readExtensions<Extended: ExtensibleMessage>(
    of message: inout Extended, from start: UnsafePointer<UInt8>, to last: UnsafePointer<UInt8>,
    asMessageSet: Bool = false, into unknown: inout UnknownFields
  ) throws(WireDecodingError) {
    var carrier = ExtensionCarrier<Extended>()
    carrier.isMessageSet = asMessageSet
    swap(&carrier.values, &message._protobuf_extensionFieldValues)
    defer { message._protobuf_extensionFieldValues = carrier.values }
    let bytes = UnsafeRawBufferPointer(start: start, count: last - start)
    try decodeForeign(bytes, into: &carrier, levelsDeeper: 0)
    unknown.append(carrier.unknownFields.data)
  }
}
