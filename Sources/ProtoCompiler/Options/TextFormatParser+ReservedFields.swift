extension TextFormatParser {
  /// Skips a field whose name is reserved.
  mutating func skipReserved(
    _ name: String, _ type: SymbolID, depth: Int
  ) throws(TextFormatError) {
    guard pool.message(type).reservedNames.contains(name) else {
      let names = pool.fields(of: type).map { pool.field($0).name }
      let hint = Suggestion.nearest(to: name, in: names).map { " Did you mean \"\($0)\"?" } ?? ""
      throw TextFormatError(
        "Message type \"\(pool.message(type).fullName)\" has no field named \"\(name)\".\(hint)")
    }
    try skipFieldValue(depth: depth)
  }

  private mutating func skipFieldValue(depth: Int) throws(TextFormatError) {
    if try accept(":"), !token.isSymbol("{"), !token.isSymbol("<") {
      return try skipValue(depth: depth)
    }
    try skipMessage(depth: depth)
  }

  private mutating func skipMessage(depth: Int) throws(TextFormatError) {
    guard depth < Self.maximumDepth else {
      throw TextFormatError("Messages are nested more than \(Self.maximumDepth) deep.")
    }
    let end: Unicode.Scalar = try accept("<") ? ">" : "}"
    if end == "}" { try expect("{") }
    while !token.isSymbol(">"), !token.isSymbol("}") {
      if token.isSymbol("[") { _ = try bracketedName() } else { _ = try identifier() }
      try skipFieldValue(depth: depth + 1)
      if try !accept(";") { _ = try accept(",") }
    }
    try expect(end)
  }

  private mutating func skipValue(depth: Int) throws(TextFormatError) {
    guard depth < Self.maximumDepth else {
      throw TextFormatError("Values are nested more than \(Self.maximumDepth) deep.")
    }
    if token.kind == .string { return _ = try string() }
    if try accept("[") { return try skipList(depth: depth) }
    let isNegative = try accept("-")
    guard [.integer, .float, .identifier].contains(token.kind) else {
      throw TextFormatError("Cannot skip field value, unexpected token: \(token.string)")
    }
    if isNegative, token.kind == .identifier,
      !["inf", "infinity", "nan"].contains(token.string.lowercased())
    {
      throw TextFormatError("Invalid float number: \(token.string)")
    }
    try advance()
  }

  private mutating func skipList(depth: Int) throws(TextFormatError) {
    if try accept("]") { return }
    repeat {
      if token.isSymbol("{") || token.isSymbol("<") {
        try skipMessage(depth: depth + 1)
      } else {
        try skipValue(depth: depth + 1)
      }
      if try accept("]") { return }
      try expect(",")
    } while true
  }
}
