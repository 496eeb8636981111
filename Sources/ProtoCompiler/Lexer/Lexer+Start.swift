extension Lexer {
  /// Steps over a byte order mark, as UTF-8 spells it.
  mutating func skipByteOrderMark() {
    // The byte order marks of UTF-16.
    if (byte, byteAfter) == (0xff, 0xfe) || (byte, byteAfter) == (0xfe, 0xff) {
      return fail("encoding", "The file is in UTF-16: save it in UTF-8.")
    }
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
