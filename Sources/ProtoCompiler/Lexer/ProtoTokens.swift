/// The tokens of a proto's text and its comments, in order, for rules that look at the spelling.
///
/// Any bytes can be read: what isn't a token of the language is a symbol, and errors are left to the
/// compiler.
public struct ProtoTokens: Sequence, Sendable {
  private let text: [UInt8]

  /// Creates the tokens of some bytes.
  public init(_ bytes: [UInt8]) { text = bytes }

  /// Creates the tokens of a file.
  public init(_ text: SourceText) { self.init(text.bytes) }

  /// A token or a comment.
  public struct Element: Hashable, Sendable {
    /// What the token is.
    public let kind: Kind
    /// The bytes of the token, with the marks of a comment, but without the end of its line.
    public let range: Range<Int>
    /// Where the token begins.
    public let position: SourcePosition
  }

  /// What a token is.
  public enum Kind: Hashable, Sendable {
    /// A keyword or an identifier.
    case word
    /// An integer or a floating point number.
    case number
    /// A string with its quotes.
    case string
    /// A single character.
    case symbol
    /// A comment that begins with `//`.
    case lineComment
    /// A comment between `/*` and `*/`.
    case blockComment
  }

  public func makeIterator() -> Iterator { Iterator(text) }

  /// The bytes of a token.
  public func bytes(of token: Element) -> ArraySlice<UInt8> { text[token.range] }

  /// The text of a token.
  public func text(of token: Element) -> String {
    String(decoding: bytes(of: token), as: UTF8.self)
  }
}
