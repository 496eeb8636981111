extension Check {
  static let protoChecks = [comments]

  private static let comments = Check(
    "proto/comments", "The protos contain no comments with #",
    habit: "The daemon compiles the protos of the service when it starts.",
    breaks: "Everybody: a # is a syntax error, and the daemon switches training off.",
    remedy: "Write comments with // or /* */."
  ) { daemon in
    let protos = daemon.subject.protos
    guard !protos.isEmpty else {
      throw CheckStop.notApplicable("no protos were given with --proto")
    }
    for (name, text) in protos.sorted(by: { $0.key < $1.key }) {
      guard let line = ProtoText.lineOfHash(in: text) else { continue }
      throw CheckStop.failed("\(name):\(line) contains a #")
    }
  }
}

/// The text of a proto.
enum ProtoText {
  /// The number of the first line with a `#` outside of strings and comments; `nil` if there is
  /// none.
  static func lineOfHash(in text: String) -> Int? {
    var line = 1
    var rest = Substring(text)
    while let character = rest.first {
      if character == "#" { return line }
      let token = rest.prefix(length(ofTokenAt: rest))
      line += token.count(where: \.isNewline)
      rest = rest.dropFirst(token.count)
    }
    return nil
  }

  /// How many characters belong to the comment, the string or the character at the beginning.
  private static func length(ofTokenAt text: Substring) -> Int {
    if text.hasPrefix("//") { return text.prefix { !$0.isNewline }.count }
    if text.hasPrefix("/*") {
      return text.dropFirst(2).range(of: "*/").map { text.distance(from: text.startIndex, to: $0) }
        ?? text.count
    }
    guard let quote = text.first, quote == "\"" || quote == "'" else { return 1 }
    return stringLength(text, quote)
  }

  /// A string ends at its quote or, if it has none, with its line.
  private static func stringLength(_ text: Substring, _ quote: Character) -> Int {
    var length = 1
    var isEscaped = false
    for character in text.dropFirst() {
      if character.isNewline { return length }
      length += 1
      if character == quote, !isEscaped { return length }
      isEscaped = character == "\\" && !isEscaped
    }
    return length
  }
}

extension Substring {
  /// The end of the first occurrence of `text`.
  fileprivate func range(of text: String) -> Index? {
    firstRange(of: text)?.upperBound
  }
}
