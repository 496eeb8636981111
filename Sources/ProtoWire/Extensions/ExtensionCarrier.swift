import SwiftProtobuf

/// A message that consists of the extension fields of another message. SwiftProtobuf reads and
/// writes it.
///
/// Extension fields are values of SwiftProtobuf's own types, which only SwiftProtobuf can encode
/// and decode. This message passes them to SwiftProtobuf without the other fields.
struct ExtensionCarrier<Extended: ExtensibleMessage>: SwiftProtobuf.Message,
  SwiftProtobuf._MessageImplementationBase
{
  static var protoMessageName: String { Extended.protoMessageName }

  var values = ExtensionFieldValueSet()
  var unknownFields = UnknownStorage()

  /// The field numbers that are written.
  var numbers = 0..<0

  /// Whether the fields have the format of a `MessageSet`.
  var isMessageSet = false

  init() {}

  mutating func decodeMessage<D: SwiftProtobuf.Decoder>(decoder: inout D) throws {
    if isMessageSet {
      return try decoder.decodeExtensionFieldsAsMessageSet(
        values: &values, messageType: Extended.self)
    }
    while let number = try decoder.nextFieldNumber() {
      try decoder.decodeExtensionField(
        values: &values, messageType: Extended.self, fieldNumber: number)
    }
  }

  func traverse<V: SwiftProtobuf.Visitor>(visitor: inout V) throws {
    if isMessageSet {
      try visitor.visitExtensionFieldsAsMessageSet(
        fields: values, start: numbers.lowerBound, end: numbers.upperBound)
    } else {
      try visitor.visitExtensionFields(
        fields: values, start: numbers.lowerBound, end: numbers.upperBound)
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.values == right.values && left.unknownFields == right.unknownFields
  }
}
