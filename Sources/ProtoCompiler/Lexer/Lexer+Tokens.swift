extension Lexer {
  /// Reads the next token into `current`, over whitespace and comments. At the end of the file it
  /// is of the kind `end`.
  mutating func advance() {
    previous = current
    skipWhitespaceAndComments()
    if isAtEnd { return end() }
    readToken()
  }

  private mutating func end() {
    current = Token(
      kind: .end, keyword: .none, first: 0, start: offset, end: offset, line: line, column: column,
      endColumn: column)
  }

  /// Moves to the next byte of a token.
  private mutating func skipWhitespaceAndComments() {
    while offset < count {
      let byte = base[offset]
      if byte == 0x20 {
        step()
      } else if byte == 0x0a {
        stepOverNewline()
      } else if byte == 0x09 {
        stepOverTab()
      } else if byte == 0x2f {
        guard skipComment() else { return }
      } else if byte.isBlank {
        step()
      } else if byte.isControl {
        skipControlCharacters()
      } else {
        return
      }
    }
  }

  private mutating func skipControlCharacters() {
    fail(
      "invalid-character",
      "Control characters aren't allowed in a proto: remove the character with code \(byte).")
    repeat { stepOverAny() } while offset < count && base[offset].isControl
  }

  private mutating func readToken() {
    let start = offset
    let column = self.column
    let first = base[offset]
    var keyword = Keyword.none
    let kind: Token.Kind
    if first.isLetter {
      repeat { step() } while offset < count && base[offset].isAlphanumeric
      keyword = keywords.keyword(base + start, count: offset - start)
      kind = .identifier
    } else if first.isDigit {
      step()
      kind = readNumber(startsWithZero: first == 0x30, startsWithDot: false)
    } else if first == 0x2e {
      kind = readDot(column: column)
    } else if first == 0x22 || first == 0x27 {
      step()
      readString(delimiter: first)
      kind = .string
    } else {
      readSymbol(first)
      kind = .symbol
    }
    current = Token(
      kind: kind, keyword: keyword, first: first, start: start, end: offset, line: line,
      column: column, endColumn: self.column)
  }

  private mutating func readSymbol(_ symbol: UInt8) {
    if symbol >= 0x80 {
      fail(
        "invalid-character",
        "Outside strings and comments a proto consists of ASCII characters: remove this one.")
    }
    step()
  }

  /// A dot may begin a number.
  private mutating func readDot(column: Int32) -> Token.Kind {
    step()
    guard byte.isDigit else { return .symbol }
    step()
    if previous.kind == .identifier, previous.line == line, previous.endColumn == column {
      fail(
        "number-literal", at: SourcePosition(line: line, column: column),
        "A number cannot follow a name directly: put a blank before the point.")
    }
    return readNumber(startsWithZero: false, startsWithDot: true)
  }
}
