/// Writes the text of an aggregate, with ends of lines and blanks in place of comments, so that
/// lines and columns stay what they were.
struct AggregateWriter {
  private(set) var text: [UInt8] = []

  private let base: UnsafePointer<UInt8>
  /// What has been read.
  private var offset: Int
  private var here: SourcePosition
  /// The end of what has been written.
  private var end: SourcePosition

  init(after token: Token, base: UnsafePointer<UInt8>) {
    self.base = base
    offset = token.end
    here = SourcePosition(line: token.line, column: token.endColumn)
    end = here
  }

  /// Writes a token and what stands before it.
  mutating func write(_ token: Token) {
    writeGap(before: token)
    pad(to: token.position)
    let bytes = UnsafeBufferPointer(start: base + token.start, count: token.end - token.start)
    if token.kind == .string, String(validating: bytes, as: UTF8.self) == nil {
      // A string can have any bytes, but a text in a descriptor can't.
      for byte in bytes { append(byte) }
    } else {
      text.append(contentsOf: bytes)
    }
    offset = token.end
    here = SourcePosition(line: token.line, column: token.endColumn)
    end = here
  }

  /// Writes a byte of a string, as an escape sequence if it isn't ASCII.
  private mutating func append(_ byte: UInt8) {
    if byte < 0x80 { text.append(byte) } else { text += StringLiteral.escaped([byte]).utf8 }
  }

  /// Writes the blanks and ends of lines before a token. Comments are left out.
  mutating func writeGap(before token: Token) {
    while offset < token.start {
      let byte = base[offset]
      if byte == 0x2f {
        skipComment(before: token)
      } else {
        let isWhitespace = byte == 0x0a || byte.isBlank
        if isWhitespace {
          pad(to: here)
          text.append(byte)
        }
        step()
        if isWhitespace { end = here }
      }
    }
  }

  private mutating func skipComment(before token: Token) {
    let isLine = base[offset + 1] == 0x2f
    step()
    step()
    while offset < token.start {
      let byte = base[offset]
      let isEnd =
        isLine
        ? byte == 0x0a : byte == 0x2a && offset + 1 < token.start && base[offset + 1] == 0x2f
      step()
      guard isEnd else { continue }
      if !isLine { step() }
      return
    }
  }

  private mutating func step() {
    switch base[offset] {
    case 0x0a: here = SourcePosition(line: here.line + 1, column: 0)
    case 0x09: here.column = (here.column / 8 + 1) * 8
    default: here.column += 1
    }
    offset += 1
  }

  private mutating func pad(to position: SourcePosition) {
    if position.line > end.line {
      text.append(contentsOf: repeatElement(0x0a, count: Int(position.line - end.line)))
      text.append(contentsOf: repeatElement(0x20, count: Int(position.column)))
    } else if position.column > end.column {
      text.append(contentsOf: repeatElement(0x20, count: Int(position.column - end.column)))
    }
  }
}
