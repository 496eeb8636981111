import SwiftProtobuf

/// A field, an extension or a group.
struct FieldSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var label: LabelSyntax?
  var type: TypeSyntax
  var name: NameSyntax
  var number: Int32
  var numberSpan: SourceSpan
  var options: OptionList<FieldOption>?
  var group: GroupBody?

  /// The scalar type as it was written.
  typealias Scalar = Google_Protobuf_FieldDescriptorProto.TypeEnum
}

/// `optional`, `required` or `repeated`.
struct LabelSyntax: Sendable {
  var span: SourceSpan
  var label: Google_Protobuf_FieldDescriptorProto.Label
}

/// The type of a field.
struct TypeSyntax: Sendable {
  var span: SourceSpan
  var kind: Kind

  enum Kind: Sendable {
    case scalar(FieldSyntax.Scalar)
    case named(NameSyntax)
    indirect case map(key: MapPart, value: MapPart)
  }

  /// The type of a map's keys or values.
  enum MapPart: Sendable {
    case scalar(FieldSyntax.Scalar)
    case named(NameSyntax)
  }
}

/// The members of a group, in braces.
struct GroupBody: Sendable {
  /// From the field's first token to the closing brace.
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var members: [MessageSyntax.Member] = []
}

/// What stands in a field's brackets.
enum FieldOption: Sendable {
  case `default`(DefaultSyntax)
  case jsonName(JSONNameSyntax)
  case option(OptionSyntax)
}

/// `default = 1`
struct DefaultSyntax: Sendable {
  /// The value.
  var span: SourceSpan
  /// The value as a descriptor spells it.
  var text: String
}

/// `json_name = "name"`
struct JSONNameSyntax: Sendable {
  var span: SourceSpan
  var valueSpan: SourceSpan
  var name: String
}
