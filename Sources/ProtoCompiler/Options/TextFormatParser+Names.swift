extension TextFormatParser {
  /// The name of an extension, or of a type with a URL before it.
  struct BracketedName {
    /// The URL up to the last slash.
    let prefix: String
    let type: String

    var text: String { prefix + type }
  }

  /// Reads a name in brackets.
  mutating func bracketedName() throws(TextFormatError) -> BracketedName {
    lexer.readsURL = true
    try expect("[")
    var text = ""
    while token.kind == .url {
      text += token.string
      try advance()
    }
    lexer.readsURL = false
    try expect("]")
    let slash = text.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { text.utf8.index(after: $0) } ?? text.startIndex
    let name = BracketedName(prefix: String(text[..<start]), type: String(text[start...]))
    try check(name)
    return name
  }

  private func check(_ name: BracketedName) throws(TextFormatError) {
    if name.prefix == "/" { throw TextFormatError("Type URL prefix is empty") }
    if name.prefix.first == "/" { throw TextFormatError("Type URL starts with \"/\"") }
    let parts = Array(name.prefix.utf8).split(
      separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
    for part in parts.dropFirst()
    where part.prefix(2).filter({ NumberLiteral.hexDigit($0) != nil }).count < 2 {
      let text = String(decoding: part.prefix(2), as: UTF8.self)
      throw TextFormatError("Invalid percent encode, got: \"%\(text)\"")
    }
    for part in name.type.split(separator: ".", omittingEmptySubsequences: false)
    where !Identifier.isValid(part) {
      throw TextFormatError("Invalid identifier in type name, got: \"\(part)\"")
    }
  }
}
