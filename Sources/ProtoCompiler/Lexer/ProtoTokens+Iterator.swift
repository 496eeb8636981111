extension ProtoTokens {
  /// Reads the tokens one after the other.
  public struct Iterator: IteratorProtocol {
    private let text: [UInt8]
    private var offset = 0
    private var position = SourcePosition(line: 0, column: 0)

    init(_ text: [UInt8]) {
      self.text = text
      if text.starts(with: [0xef, 0xbb, 0xbf]) { skip(3) }
    }

    public mutating func next() -> Element? {
      while let byte = byte(0), byte <= 0x20 { skip(1) }
      guard let byte = byte(0) else { return nil }
      let start = offset
      let position = position
      let kind = readToken(byte)
      return Element(kind: kind, range: start..<offset, position: position)
    }

    private func byte(_ distance: Int) -> UInt8? {
      offset + distance < text.count ? text[offset + distance] : nil
    }

    private mutating func readToken(_ first: UInt8) -> Kind {
      if first.isLetter {
        skip { $0.isAlphanumeric }
        return .word
      }
      if first.isDigit || (first == 0x2e && byte(1)?.isDigit == true) {
        readNumber()
        return .number
      }
      switch (first, byte(1)) {
      case (0x22, _), (0x27, _):
        readString(quote: first)
        return .string
      case (0x2f, 0x2f):
        skip { $0 != 0x0a }
        return .lineComment
      case (0x2f, 0x2a):
        readBlockComment()
        return .blockComment
      default:
        skip(1)
        return .symbol
      }
    }

    private mutating func readNumber() {
      let isDecimal = byte(0) != 0x30 || byte(1).map { $0 | 0x20 } != 0x78
      while let byte = byte(0), byte.isAlphanumeric || byte == 0x2e {
        skip(1)
        let hasSign = self.byte(0) == 0x2b || self.byte(0) == 0x2d
        if isDecimal, byte | 0x20 == 0x65, hasSign { skip(1) }
      }
    }

    /// A string ends at its quote or with the line.
    private mutating func readString(quote: UInt8) {
      skip(1)
      while let byte = byte(0), byte != 0x0a {
        skip(byte == 0x5c && self.byte(1) != 0x0a ? 2 : 1)
        if byte == quote { return }
      }
    }

    private mutating func readBlockComment() {
      skip(2)
      while let first = byte(0) {
        let isEnd = first == 0x2a && byte(1) == 0x2f
        skip(isEnd ? 2 : 1)
        if isEnd { return }
      }
    }

    private mutating func skip(_ condition: (UInt8) -> Bool) {
      while let byte = byte(0), condition(byte) { skip(1) }
    }

    private mutating func skip(_ count: Int) {
      for _ in 0..<count where offset < text.count {
        switch text[offset] {
        case 0x0a: position = SourcePosition(line: position.line + 1, column: 0)
        case 0x09: position.column = (position.column / 8 + 1) * 8
        default: position.column += 1
        }
        offset += 1
      }
    }
  }
}
