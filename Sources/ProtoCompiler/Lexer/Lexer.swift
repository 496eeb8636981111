/// Reads the tokens of a file one after the other.
///
/// Lines, columns and errors follow protoc's tokenizer, because `source_code_info` shows them. A
/// byte 0 ends strings and comments there as the end of the file does.
///
/// `base` points into a buffer that outlives the lexer, as the lexer is created and used inside
/// `withUnsafeBufferPointer`. No byte behind `count` is read.
struct Lexer {
  let base: UnsafePointer<UInt8>
  let count: Int
  let keywords = KeywordTable.shared

  /// The offset of the next byte.
  var offset = 0
  /// The line of the next byte.
  var line: Int32 = 0
  /// What has to be added to an offset on this line to get the column.
  var columnShift = 0

  var current: Token
  var previous: Token
  private(set) var problems: [Problem] = []
  private var errorCount = 0
  var comments = CommentTable()

  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
    current = Token(
      kind: .start, keyword: .none, first: 0, start: 0, end: 0, line: 0, column: 0, endColumn: 0)
    previous = current
  }

  @inline(__always)
  var column: Int32 { Int32(truncatingIfNeeded: offset + columnShift) }

  @inline(__always)
  var position: SourcePosition { SourcePosition(line: line, column: column) }

  @inline(__always)
  var isAtEnd: Bool { offset == count }

  /// The next byte; 0 at the end of the file.
  @inline(__always)
  var byte: UInt8 { offset < count ? base[offset] : 0 }

  /// The byte behind the next byte; 0 at the end of the file.
  @inline(__always)
  var byteAfter: UInt8 { offset + 1 < count ? base[offset + 1] : 0 }

  /// Steps over a byte that is neither a tab nor the end of a line.
  @inline(__always)
  mutating func step() { offset += 1 }

  /// Steps over any byte.
  @inline(__always)
  mutating func stepOverAny() {
    switch byte {
    case 0x0a: stepOverNewline()
    case 0x09: stepOverTab()
    default: offset += 1
    }
  }

  @inline(__always)
  mutating func stepOverNewline() {
    offset += 1
    line &+= 1
    columnShift = -offset
  }

  /// A tab reaches to the next multiple of 8.
  @inline(__always)
  mutating func stepOverTab() {
    let column = offset + columnShift
    offset += 1
    columnShift = (column / 8 + 1) * 8 - offset
  }

  mutating func fail(_ ruleID: String, _ message: String) {
    fail(ruleID, at: position, message)
  }

  mutating func fail(_ ruleID: String, at position: SourcePosition, _ message: String) {
    record(Problem(ruleID: ruleID, position: position, message: message))
  }

  /// Records a problem, up to a limit: a file with more errors is probably something else.
  mutating func record(_ problem: Problem) {
    guard problem.severity == .error else {
      if problems.count < Lexer.problemLimit { problems.append(problem) }
      return
    }
    errorCount += 1
    guard errorCount <= Lexer.problemLimit else { return }
    problems.append(problem)
    guard errorCount == Lexer.problemLimit else { return }
    problems.append(
      Problem(
        ruleID: "too-many-errors", position: problem.position,
        message: "The file has at least \(Lexer.problemLimit) errors: the rest isn't shown."))
  }

  private static let problemLimit = 1000

  /// The bytes of a token.
  func bytes(of token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + token.start, count: token.end - token.start)
  }

  /// The text of a token.
  func text(of token: Token) -> String { String(decoding: bytes(of: token), as: UTF8.self) }
}
