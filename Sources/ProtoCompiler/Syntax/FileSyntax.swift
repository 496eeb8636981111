/// What a file consists of, as it was written.
struct FileSyntax: Sendable {
  /// From the first token to the end of the last.
  var span = SourceSpan(line: 0, column: 0, endLine: 0, endColumn: 0)
  var syntax: SyntaxStatement?
  /// The statements after the first, in the order of the text.
  var statements: [Statement] = []

  /// A statement of a file.
  enum Statement: Sendable {
    case package(PackageSyntax)
    case `import`(ImportSyntax)
    case option(OptionSyntax)
    case message(MessageSyntax)
    case `enum`(EnumSyntax)
    case service(ServiceSyntax)
    case extend(ExtendSyntax)
  }

  /// Which language the file is written in.
  var dialect: Dialect { syntax?.dialect ?? .proto2 }
}

/// `syntax = "proto3";` or `edition = "2023";`
struct SyntaxStatement: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var dialect: Dialect
}

/// `package a.b;`
struct PackageSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var name = ""
}

/// `import "a.proto";`
struct ImportSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var kind = Kind.plain
  /// Where `public` or `weak` stands.
  var kindSpan: SourceSpan
  var path = ""

  /// How a file is imported.
  enum Kind: Sendable {
    case plain, `public`, weak, option
  }
}
