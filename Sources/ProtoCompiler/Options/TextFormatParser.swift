internal import SwiftProtobuf

/// Reads a message in protobuf's text format, as an option between braces has it.
struct TextFormatParser {
  let pool: Pool
  let lookup: NameLookup
  var lexer: TextFormatLexer
  var token = TextFormatToken(kind: .end, text: [])

  /// How deep messages may be nested.
  static let maximumDepth = 1000

  init(_ pool: Pool, lookup: NameLookup, text: String) {
    self.pool = pool
    self.lookup = lookup
    lexer = TextFormatLexer(Array(text.utf8))
  }

  /// Reads the whole text as a message.
  mutating func parse(_ type: SymbolID) throws(TextFormatError) -> DynamicMessage {
    try advance()
    var message = DynamicMessage(type)
    while token.kind != .end { try field(of: &message, depth: 0) }
    try checkRequired(message)
    return message
  }

  /// Checks that the required fields of a message are set.
  func checkRequired(_ message: DynamicMessage) throws(TextFormatError) {
    let missing = message.missingFields(pool)
    if !missing.isEmpty {
      throw TextFormatError(
        "Message missing required fields: \(missing.joined(separator: ", "))")
    }
  }

  /// Moves to the next token.
  mutating func advance() throws(TextFormatError) { token = try lexer.next() }

  /// Steps over a symbol if it is the current token.
  mutating func accept(_ symbol: Unicode.Scalar) throws(TextFormatError) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    try advance()
    return true
  }

  /// Steps over a symbol.
  mutating func expect(_ symbol: Unicode.Scalar) throws(TextFormatError) {
    guard try accept(symbol) else {
      let found = token.kind == .end ? "the end of the value" : "\"\(token.string)\""
      throw TextFormatError("Expected \"\(symbol)\", found \(found).")
    }
  }

  // MARK: Messages

  private mutating func field(
    of message: inout DynamicMessage, depth: Int
  ) throws(TextFormatError) {
    if token.isSymbol("[") {
      let name = try bracketedName()
      if let any = AnyFields(message.type, pool) {
        try anyValue(name, any, of: &message, depth: depth)
      } else {
        try value(of: try findExtension(name, message.type), in: &message, name.text, depth: depth)
      }
    } else {
      let name = try identifier()
      if let field = find(name, message.type) {
        try value(of: field, in: &message, name, depth: depth)
      } else {
        try skipReserved(name, message.type, depth: depth)
      }
    }
    if try !accept(";") { _ = try accept(",") }
  }

  private func find(_ name: String, _ type: SymbolID) -> SymbolID? {
    if let field = pool.field(named: name, of: type) { return field }
    // A group is named like its type, not like its field.
    guard let field = pool.field(named: name.lowercased(), of: type), pool.isGroup(field),
      let target = pool.resolution(field).target, pool.message(target).name == name,
      target.file == type.file
    else { return nil }
    return field
  }

  private func findExtension(_ name: BracketedName, _ type: SymbolID) throws(TextFormatError)
    -> SymbolID
  {
    guard name.prefix.isEmpty else { throw TextFormatError("Extension name contains \"/\"") }
    let scope = pool.message(type).fullName.utf8
    if case .found(let symbol) = lookup.find(name.type, from: scope, .everything) {
      if symbol.kind == .field, pool.resolution(symbol).container == type { return symbol }
      if symbol.kind == .message, pool.isMessageSet(type),
        let field = messageSetExtension(in: symbol, of: type)
      {
        return field
      }
    }
    throw TextFormatError(
      "There is no extension \"\(name.type)\" of "
        + "\"\(pool.message(type).fullName)\".")
  }

  /// The extension of a message set that a message declares for itself.
  private func messageSetExtension(in message: SymbolID, of set: SymbolID) -> SymbolID? {
    pool.message(message).members.extensions.indices.lazy
      .map { SymbolID(file: message.file, ElementID(.field, $0)) }
      .first { field in
        let resolved = pool.resolution(field)
        return resolved.container == set && resolved.target == message
          && pool.field(field).label == .optional
      }
  }

  /// Reads a message between braces, or between `<` and `>`.
  mutating func message(
    _ type: SymbolID, depth: Int
  ) throws(TextFormatError) -> DynamicMessage {
    guard depth < Self.maximumDepth else {
      throw TextFormatError("Messages are nested more than \(Self.maximumDepth) deep.")
    }
    let end: Unicode.Scalar = try accept("<") ? ">" : "}"
    if end == "}" { try expect("{") }
    var message = DynamicMessage(type)
    while !token.isSymbol(">"), !token.isSymbol("}") {
      try field(of: &message, depth: depth)
    }
    try expect(end)
    message.completeEntry(pool)
    return message
  }

  // MARK: Values

  private mutating func value(
    of field: SymbolID, in message: inout DynamicMessage, _ name: String, depth: Int
  ) throws(TextFormatError) {
    try checkUnset(field, in: message, name)
    let isMessage = pool.resolution(field).isMessage
    if isMessage { _ = try accept(":") } else { try expect(":") }
    guard pool.field(field).isRepeated, try accept("[") else {
      return message.set(field, try single(field, depth: depth), pool)
    }
    if try accept("]") { return }
    repeat {
      message.set(field, try single(field, depth: depth), pool)
      if try accept("]") { return }
      try expect(",")
    } while true
  }

  private func checkUnset(
    _ field: SymbolID, in message: DynamicMessage, _ name: String
  ) throws(TextFormatError) {
    guard !pool.field(field).isRepeated else { return }
    if message.has(field, pool) {
      throw TextFormatError("Non-repeated field \"\(name)\" is specified multiple times.")
    }
    if let oneof = pool.oneof(of: field), let other = message.member(of: oneof) {
      throw TextFormatError(
        "Field \"\(name)\" is specified along with field \"\(pool.field(other).name)\", another "
          + "member of the same oneof.")
    }
  }

  private mutating func single(
    _ field: SymbolID, depth: Int
  ) throws(TextFormatError) -> DynamicMessage.Value {
    let resolved = pool.resolution(field)
    switch resolved.type {
    case .message, .group:
      guard let type = resolved.target else { throw TextFormatError("The type isn't known.") }
      return .message(try message(type, depth: depth + 1))
    case .int32, .sint32, .sfixed32: return .scalar(try signed(UInt64(Int32.max)))
    case .int64, .sint64, .sfixed64: return .scalar(try signed(UInt64(Int64.max)))
    case .uint32, .fixed32: return .scalar(try unsigned(UInt64(UInt32.max)))
    case .uint64, .fixed64: return .scalar(try unsigned(UInt64.max))
    case .float: return .scalar(UInt64(Float(try double()).bitPattern))
    case .double: return .scalar(try double().bitPattern)
    case .bool: return .scalar(try bool(field))
    case .enum: return .scalar(try enumValue(field, resolved.target))
    case .string, .bytes:
      let bytes = try string()
      guard pool.accepts(bytes, in: field) else {
        throw TextFormatError(
          "The string for \"\(pool.field(field).name)\" isn't UTF-8: use the type bytes for other data."
        )
      }
      return .bytes(bytes)
    }
  }
}
