/// A statement of a proto's text, with the comments inside it: `rpc Get(A) returns (B) {` as well
/// as `option (name) = { … };`.
///
/// The statements inside a block follow the one that begins the block.
struct ProtoStatement {
  /// What a block contains.
  enum Block: Hashable {
    case file, message, enumeration, oneof, extensions, service, method
  }

  /// The block in which the statement stands.
  let block: Block

  /// The tokens from the first word up to `;`, or to the `{` that begins a block.
  let tokens: [TextToken]

  /// The tokens without comments.
  let words: [TextToken]

  init(block: Block, tokens: [TextToken]) {
    self.block = block
    self.tokens = tokens
    self.words = tokens.filter { $0.kind != .comment }
  }

  /// The first word.
  var keyword: String { words.first?.text ?? "" }

  /// Whether the statement begins a block.
  var beginsBlock: Bool { words.last?.text == "{" }

  /// The comments between the tokens with these indices in ``tokens``.
  func comments(after first: Int, before last: Int) -> [TextToken] {
    guard first < last else { return [] }
    return tokens[first..<last].filter { $0.kind == .comment }
  }

  /// The index in ``tokens`` of the first token that satisfies a condition.
  func index(of text: String, from start: Int = 0) -> Int? {
    tokens.indices.dropFirst(start).first { tokens[$0].text == text }
  }
}

extension ProtoStatement {
  /// The statements of a text that a compiler accepts.
  static func all(in tokens: [TextToken]) -> [ProtoStatement] {
    var reader = StatementReader(tokens: tokens)
    return reader.statements()
  }
}

/// Takes the tokens of a text apart into statements.
private struct StatementReader {
  let tokens: [TextToken]
  private var next = 0
  private var blocks: [ProtoStatement.Block] = [.file]

  init(tokens: [TextToken]) {
    self.tokens = tokens
  }

  mutating func statements() -> [ProtoStatement] {
    var statements: [ProtoStatement] = []
    while next < tokens.count {
      switch tokens[next].text {
      case "}":
        if blocks.count > 1 { blocks.removeLast() }
        next += 1
      case ";": next += 1
      case _ where tokens[next].kind == .comment: next += 1
      default:
        let statement = ProtoStatement(block: blocks.last ?? .file, tokens: statement())
        if statement.beginsBlock { blocks.append(Self.block(of: statement)) }
        statements.append(statement)
      }
    }
    return statements
  }

  /// Reads up to the end of a statement. Braces and semicolons in the values of options don't end
  /// it.
  private mutating func statement() -> [TextToken] {
    let start = next
    var depth = 0
    var isValue = false
    while next < tokens.count {
      let token = tokens[next]
      next += 1
      guard token.kind != .comment else { continue }
      switch token.text {
      case ";" where depth == 0: return Array(tokens[start..<next])
      case "{" where depth == 0 && !isValue: return Array(tokens[start..<next])
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      default: break
      }
      isValue = token.text == "="
    }
    return Array(tokens[start...])
  }

  private static func block(of statement: ProtoStatement) -> ProtoStatement.Block {
    let words = statement.words.map(\.text)
    // Edition 2024 writes `export` or `local` before these words.
    let keyword = ["export", "local"].contains(words[0]) && words.count > 3 ? words[1] : words[0]
    switch keyword {
    case "enum": return .enumeration
    case "oneof": return .oneof
    case "extend": return .extensions
    case "service": return .service
    case "rpc": return .method
    default: return .message
    }
  }
}
