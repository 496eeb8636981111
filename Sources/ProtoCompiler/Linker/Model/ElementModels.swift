internal import SwiftProtobuf

/// A message of a ``FileModel``.
struct MessageModel: Sendable {
  let name: String
  /// The full name after a dot, as descriptors refer to it.
  let typeName: String
  /// The index of the message around it; -1 if there is none.
  let parent: Int32
  /// The place in the list of its parent.
  let position: Int32
  let visibility: Google_Protobuf_SymbolVisibility
  let reservedRanges: [Span]
  let reservedNames: [String]
  /// Whether the message was made for a map field.
  let isMapEntry: Bool
  /// Whether an option in the text says that the message was made for a map field.
  let claimsMapEntry: Bool
  var members = FileModel.Members()
  var fields = Range<Int>.none
  var oneofs = Range<Int>.none
  var ranges = Range<Int>.none
  /// The index in the file's options; -1 if there are none.
  var options: Int32 = -1
  var declaration: Int32 = -1

  var fullName: Substring { typeName.dropFirst() }

  /// Numbers from the first up to, but not including, the second.
  struct Span: Sendable {
    let start: Int32
    let end: Int32
  }
}

/// A field or an extension of a ``FileModel``.
struct FieldModel: Sendable {
  let name: String
  let number: Int32
  let label: Google_Protobuf_FieldDescriptorProto.Label
  /// The type, if the text decides it.
  let declaredType: Google_Protobuf_FieldDescriptorProto.TypeEnum?
  /// The name of the type as it is written; `nil` if the field is a scalar.
  let typeName: String?
  /// The name of the extended message as it is written; `nil` if the field isn't an extension.
  let extendee: String?
  let jsonName: String?
  let defaultValue: String?
  let isProto3Optional: Bool
  /// The message that the field is declared in; -1 if there is none.
  let parent: Int32
  let position: Int32
  let isExtension: Bool
  /// The index in the file's oneofs; -1 if the field isn't in a oneof.
  let oneof: Int32
  var options: Int32 = -1
  var declaration: Int32 = -1

  var isRepeated: Bool { label == .repeated }
}

/// A oneof of a ``FileModel``.
struct OneofModel: Sendable {
  let name: String
  let parent: Int32
  let position: Int32
  var options: Int32 = -1
  var declaration: Int32 = -1
}

/// A range of extension numbers in a ``FileModel``.
struct RangeModel: Sendable {
  let span: MessageModel.Span
  let parent: Int32
  let position: Int32
  var options: Int32 = -1
}

/// An enum of a ``FileModel``.
struct EnumModel: Sendable {
  let name: String
  /// The full name after a dot, as descriptors refer to it.
  let typeName: String
  let parent: Int32
  let position: Int32
  let visibility: Google_Protobuf_SymbolVisibility
  /// Numbers from the first up to and including the second.
  let reservedRanges: [MessageModel.Span]
  let reservedNames: [String]
  var values = Range<Int>.none
  var options: Int32 = -1
  var declaration: Int32 = -1

  var fullName: Substring { typeName.dropFirst() }
}

/// A value of an enum in a ``FileModel``.
struct ValueModel: Sendable {
  let name: String
  let number: Int32
  /// The index of its enum.
  let parent: Int32
  let position: Int32
  var options: Int32 = -1
  var declaration: Int32 = -1
}

/// A service of a ``FileModel``.
struct ServiceModel: Sendable {
  let name: String
  let position: Int32
  var methods = Range<Int>.none
  var options: Int32 = -1
  var declaration: Int32 = -1
}

/// A method of a ``FileModel``.
struct MethodModel: Sendable {
  let name: String
  let input: String
  let output: String
  /// The index of its service.
  let parent: Int32
  let position: Int32
  var options: Int32 = -1
  var declaration: Int32 = -1
}

/// The options of one element.
struct OptionsModel: Sendable {
  let element: ElementID
  let message: any OptionsMessage
}
