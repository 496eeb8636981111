/// Makes strings of names.
///
/// `base` points to the first byte of the file, whose names have been read before.
struct NameReader {
  let base: UnsafePointer<UInt8>

  /// The text of a name. What stands between its parts is left out.
  func text(of name: NameSyntax) -> String {
    let start = Int(name.range.lowerBound)
    let bytes = UnsafeBufferPointer(start: base + start, count: name.range.count)
    guard name.isScattered else { return String(decoding: bytes, as: UTF8.self) }
    return joined(bytes)
  }

  /// Joins the parts of a name and leaves out blanks and comments.
  private func joined(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard let start = bytes.baseAddress else { return "" }
    var lexer = Lexer(base: start, count: bytes.count)
    var text = ""
    lexer.advance()
    while lexer.current.kind != .end {
      text += lexer.text(of: lexer.current)
      lexer.advance()
    }
    return text
  }
}
