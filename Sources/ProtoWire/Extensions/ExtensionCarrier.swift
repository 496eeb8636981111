import SwiftProtobuf

/// The extension fields of one message, alone: what SwiftProtobuf reads and writes of them.
///
/// Extension fields are values of SwiftProtobuf's own types, which only its coders know; a message
/// that has nothing else takes them there and back.
struct ExtensionCarrier<Extended: ExtensibleMessage>: SwiftProtobuf.Message,
  SwiftProtobuf._MessageImplementationBase
{
  static var protoMessageName: String { Extended.protoMessageName }

  var values = ExtensionFieldValueSet()
  var unknownFields = UnknownStorage()

  /// The field numbers that are written.
  var numbers = 0..<0

  /// Whether the fields look like those of a `MessageSet`.
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
