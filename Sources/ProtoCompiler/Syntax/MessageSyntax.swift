/// `message Name { … }`
struct MessageSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var visibility = Visibility.unset
  var name: NameSyntax
  var members: [Member] = []

  /// What stands in a message, in the order of the text.
  enum Member: Sendable {
    case field(FieldSyntax)
    case oneof(OneofSyntax)
    case message(MessageSyntax)
    case `enum`(EnumSyntax)
    case extend(ExtendSyntax)
    case extensions(ExtensionsSyntax)
    case reserved(ReservedSyntax)
    case option(OptionSyntax)
  }
}

/// Whether a type can be used in other files, from edition 2024 on.
enum Visibility: UInt8, Sendable {
  case unset, local, export
}

/// `oneof name { … }`
struct OneofSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var name: NameSyntax
  var members: [Member] = []

  /// What stands in a oneof.
  enum Member: Sendable {
    case option(OptionSyntax)
    case field(FieldSyntax)
  }
}

/// `extend Name { … }`
struct ExtendSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var extendee: NameSyntax
  var fields: [FieldSyntax] = []
}
