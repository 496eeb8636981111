/// Reads JSON as strictly as RFC 8259, and so as the daemon, with the positions of keys and values.
package struct JSONParser {
  private var cursor: TextCursor
  private var depth = 0

  /// How deeply values may be nested.
  private static let maxDepth = 256

  private init(_ bytes: some Sequence<UInt8>) {
    cursor = TextCursor(bytes)
  }

  /// Reads a whole text.
  package static func parse(_ bytes: some Sequence<UInt8>) throws(JSONSyntaxError) -> JSONNode {
    var parser = JSONParser(bytes)
    guard !parser.cursor.isAt("\u{FEFF}") else {
      throw parser.error("the file begins with a byte order mark", "save it as UTF-8 without BOM")
    }
    try parser.skipSpace()
    let node = try parser.value()
    try parser.skipSpace()
    guard parser.cursor.next == nil else {
      throw parser.error("text follows the JSON value", "remove what follows the last bracket")
    }
    return node
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONNode {
    guard depth < Self.maxDepth else {
      throw error("values are nested more than \(Self.maxDepth) deep", "remove some brackets")
    }
    depth += 1
    defer { depth -= 1 }
    let position = cursor.position
    return JSONNode(value: try content(), position: position)
  }

  private mutating func content() throws(JSONSyntaxError) -> JSONNode.Value {
    guard let next = cursor.next else {
      throw error("the text ends where a value should be", "complete the file")
    }
    switch next {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try elements())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "'"): throw error("a string is in single quotes", "use double quotes")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: return try word()
    }
  }

  private mutating func word() throws(JSONSyntaxError) -> JSONNode.Value {
    let words: [(String, JSONNode.Value)] = [
      ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
    ]
    for (word, value) in words where cursor.isAt(word) {
      cursor.skip(word)
      return value
    }
    throw error(
      "this isn't a JSON value", "write true, false or null, or put text in double quotes")
  }

  private mutating func members() throws(JSONSyntaxError) -> [JSONMember] {
    var members: [JSONMember] = []
    try list(endingWith: "}") { (parser) throws(JSONSyntaxError) in
      members.append(try parser.member())
    }
    return members
  }

  private mutating func elements() throws(JSONSyntaxError) -> [JSONNode] {
    var elements: [JSONNode] = []
    try list(endingWith: "]") { (parser) throws(JSONSyntaxError) in
      elements.append(try parser.value())
    }
    return elements
  }

  private mutating func member() throws(JSONSyntaxError) -> JSONMember {
    let position = cursor.position
    guard cursor.next != nil else {
      throw error("the text ends before the closing }", "complete the file")
    }
    guard cursor.next == UInt8(ascii: "\"") else {
      throw error("a key isn't in double quotes", "put the key in double quotes")
    }
    let key = try string()
    try skipSpace()
    guard cursor.isAt(":") else {
      throw error("a colon is missing after the key \"\(key)\"", "write a colon and the value")
    }
    cursor.advance()
    try skipSpace()
    return JSONMember(key: key, position: position, node: try value())
  }

  /// Reads what is between two brackets, separated by commas.
  private mutating func list(
    endingWith end: Character,
    _ item: (inout JSONParser) throws(JSONSyntaxError) -> Void
  ) throws(JSONSyntaxError) {
    cursor.advance()
    try skipSpace()
    guard !cursor.isAt("\(end)") else { return cursor.advance() }
    while true {
      try item(&self)
      try skipSpace()
      if cursor.isAt("\(end)") { return cursor.advance() }
      let comma = cursor.position
      guard cursor.isAt(",") else {
        guard cursor.next != nil else {
          throw error("the text ends before the closing \(end)", "complete the file")
        }
        throw error("a comma or \(end) is missing", "write a comma behind the previous value")
      }
      cursor.advance()
      try skipSpace()
      guard !cursor.isAt("\(end)") else {
        throw JSONSyntaxError(
          position: comma, reason: "a comma precedes the closing \(end)", remedy: "remove it")
      }
    }
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    cursor.advance()
    var text = ""
    var start = cursor.offset
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: "\""):
        text += cursor.text(from: start)
        cursor.advance()
        return text
      case UInt8(ascii: "\\"):
        text += cursor.text(from: start)
        text += try escape()
        start = cursor.offset
      case 0..<0x20:
        throw error("a string contains a line break or a control character", "close the string")
      default: cursor.advance()
      }
    }
    throw error("the text ends inside a string", "close the string with a double quote")
  }

  private mutating func escape() throws(JSONSyntaxError) -> String {
    let plain: [UInt8: String] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    let begin = cursor.position
    cursor.advance()
    if let byte = cursor.next, let text = plain[byte] {
      cursor.advance()
      return text
    }
    guard cursor.isAt("u") else {
      throw JSONSyntaxError(
        position: begin, reason: "a backslash is followed by a character that can't be escaped",
        remedy: "write two backslashes for one")
    }
    return String(decoding: try codeUnits(), as: UTF16.self)
  }

  /// Reads consecutive escapes of UTF-16 code units, which may be surrogates.
  private mutating func codeUnits() throws(JSONSyntaxError) -> [UInt16] {
    var units: [UInt16] = []
    repeat {
      if !units.isEmpty { cursor.advance() }
      cursor.advance()
      let start = cursor.offset
      for _ in 0..<4 { cursor.advance() }
      let digits = cursor.text(from: start)
      guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
        let unit = UInt16(digits, radix: 16)
      else { throw error("an escape \\u isn't followed by 4 hexadecimal digits", "correct it") }
      units.append(unit)
    } while cursor.isAt("\\u")
    return units
  }

  // A literal in the function would be parsed for each number. A regular expression never changes, although
  // its type isn't Sendable.
  nonisolated(unsafe) private static let wholeNumber =
    #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/#

  private mutating func number() throws(JSONSyntaxError) -> JSONNode.Value {
    let (start, position) = (cursor.offset, cursor.position)
    while let byte = cursor.next, Self.isPartOfNumber(byte) { cursor.advance() }
    let text = cursor.text(from: start)
    guard text.wholeMatch(of: Self.wholeNumber) != nil else {
      throw JSONSyntaxError(
        position: position, reason: "\(text) isn't a JSON number",
        remedy: "correct it, or put it in double quotes if it is text")
    }
    return .number(text)
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private mutating func skipSpace() throws(JSONSyntaxError) {
    while let byte = cursor.next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { cursor.advance() }
    if ["//", "/*", "#"].contains(where: cursor.isAt) {
      throw error("a comment begins here", "remove it, because JSON has no comments")
    }
  }

  private func error(_ reason: String, _ remedy: String) -> JSONSyntaxError {
    JSONSyntaxError(position: cursor.position, reason: reason, remedy: remedy)
  }
}
