import SwiftProtobuf

/// `option name = value;`, or the same in brackets.
struct OptionSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var name: [NamePart] = []
  var namePosition: SourcePosition
  var value: Value
  var valuePosition: SourcePosition

  /// A part of the name.
  typealias NamePart = Google_Protobuf_UninterpretedOption.NamePart

  /// The value as it was written.
  enum Value: Sendable {
    case identifier(String)
    case positive(UInt64)
    case negative(Int64)
    case double(Double)
    case string([UInt8])
    /// The text between braces. Comments are replaced by blanks and ends of lines.
    case aggregate(String)
  }

  /// Whether the option is named by one word without parentheses.
  func isNamed(_ word: String) -> Bool {
    name.count == 1 && !name[0].isExtension && name[0].namePart == word
  }

  var isTrue: Bool {
    if case .identifier("true") = value { true } else { false }
  }
}

/// Options in brackets.
struct OptionList<Element: Sendable>: Sendable {
  var span: SourceSpan
  var elements: [Element] = []
}
