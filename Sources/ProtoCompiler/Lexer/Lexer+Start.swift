extension Lexer {
  /// Steps over a byte order mark, as UTF-8 spells it.
  mutating func skipByteOrderMark() {
    guard byte == 0xef, !isAtEnd else { return }
    step()
    if byte == 0xbb, byteAfter == 0xbf {
      offset += 2
    } else {
      if byte == 0xbb { step() }
      fail("encoding", "The file isn't UTF-8: save it in that encoding.")
    }
  }
}
