/// Makes the types and extensions of rendered Swift `nonisolated`.
///
/// In a target whose default isolation is the main actor, stubs could not be called from anywhere else
/// without it. gRPC Swift's renderer does not write the modifier.
struct NonisolatedSource {
  /// The text with `nonisolated` on every declaration of a type or extension.
  private(set) var text = ""

  /// The number of these declarations.
  private(set) var declarations = 0

  /// The number of declarations that got the modifier.
  private(set) var insertions = 0

  private static let modifiers: Set<Substring> = ["public", "package", "internal"]
  private static let keywords: Set<Substring> = [
    "enum", "struct", "class", "protocol", "extension",
  ]

  init(_ rendered: String) {
    text.reserveCapacity(rendered.utf8.count * 21 / 20)
    var start = rendered.startIndex
    while start < rendered.endIndex {
      let end = rendered.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? rendered.endIndex
      let next = end < rendered.endIndex ? rendered.utf8.index(after: end) : end
      add(rendered[start..<end])
      text += rendered[end..<next]
      start = next
    }
  }

  private mutating func add(_ line: Substring) {
    let words = Self.words(of: line)
    let keywords = words.filter { Self.keywords.contains($0) }
    declarations += keywords.count
    let first =
      words.first.map(Self.modifiers.contains) == true ? words.dropFirst().first : words.first
    guard let first, keywords.first?.startIndex == first.startIndex else {
      text += line
      return
    }
    insertions += 1
    text += line[..<first.startIndex]
    text += "nonisolated "
    text += line[first.startIndex...]
  }

  /// The words of a line of code, without those in comments, string literals and backticks.
  private static func words(of line: Substring) -> [Substring] {
    var words: [Substring] = []
    var rest = line.utf8[...].drop { $0 == UInt8(ascii: " ") }
    while let byte = rest.first {
      if byte == UInt8(ascii: "/"), rest.dropFirst().first == byte { break }
      let start = rest.startIndex
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
        rest = afterLiteral(rest, endingIn: byte)
      } else if isPart(byte) {
        rest = rest.drop(while: isPart)
        words.append(line[start..<rest.startIndex])
      }
    }
    return words
  }

  /// What follows a literal or name that ends in `end`.
  private static func afterLiteral(
    _ text: Substring.UTF8View, endingIn end: UInt8
  ) -> Substring.UTF8View {
    var rest = text
    while let byte = rest.popFirst(), byte != end {
      if byte == UInt8(ascii: "\\") { rest = rest.dropFirst() }
    }
    return rest
  }

  /// Whether a byte is part of an identifier: a letter, a digit, an underscore, or not ASCII.
  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
