internal import SwiftProtobuf

/// Reads a message in protobuf's text format, as an option between braces has it.
struct TextFormatParser {
  private let pool: Pool
  private let lookup: NameLookup
  private var lexer: TextFormatLexer
  private(set) var token = TextFormatToken(kind: .end, text: [])

  /// How deep messages may be nested.
  private static let maximumDepth = 1000

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

  private func checkRequired(_ message: DynamicMessage) throws(TextFormatError) {
    let missing = message.missingFields(pool)
    if !missing.isEmpty {
      throw TextFormatError(
        "Message missing required fields: \(missing.joined(separator: ", "))")
    }
  }

  private mutating func advance() throws(TextFormatError) { token = try lexer.next() }

  private mutating func accept(_ symbol: Unicode.Scalar) throws(TextFormatError) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    try advance()
    return true
  }

  private mutating func expect(_ symbol: Unicode.Scalar) throws(TextFormatError) {
    guard try accept(symbol) else {
      throw TextFormatError("Expected \"\(symbol)\", found \"\(token.string)\".")
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

  private mutating func anyValue(
    _ name: BracketedName, _ any: AnyFields, of message: inout DynamicMessage, depth: Int
  ) throws(TextFormatError) {
    guard !name.prefix.isEmpty else { throw TextFormatError("Type URL prefix is missing") }
    _ = try accept(":")
    guard ["type.googleapis.com/", "type.googleprod.com/"].contains(name.prefix),
      case .found(let type) = lookup.find(".\(name.type)", from: [], .everything),
      type.kind == .message
    else {
      throw TextFormatError(
        "Could not find type \"\(name.text)\" stored in google.protobuf.Any.")
    }
    let content = try self.message(type, depth: depth + 1)
    try checkRequired(content)
    guard !message.has(any.url, pool), !message.has(any.value, pool) else {
      throw TextFormatError("Non-repeated Any specified multiple times.")
    }
    message.set(any.url, .bytes(Array(name.text.utf8)), pool)
    message.set(any.value, .bytes(content.serialized(pool)), pool)
  }

  private mutating func message(
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
    let model = pool.field(field)
    guard !model.isRepeated else { return }
    if message.has(field, pool) {
      throw TextFormatError("Non-repeated field \"\(name)\" is specified multiple times.")
    }
    guard model.oneof >= 0, !model.isExtension else { return }
    let other = message.fields.keys.first {
      !pool.field($0).isExtension && pool.field($0).oneof == model.oneof && $0.file == field.file
    }
    if let other {
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
    case .string, .bytes: return .bytes(try string())
    }
  }

  private mutating func unsigned(_ maximum: UInt64) throws(TextFormatError) -> UInt64 {
    guard token.kind == .integer else {
      throw TextFormatError("Expected integer, got: \(token.string)")
    }
    guard let value = NumberLiteral.integer(token.text), value <= maximum else {
      throw TextFormatError("Integer out of range (\(token.string))")
    }
    try advance()
    return value
  }

  private mutating func signed(_ maximum: UInt64) throws(TextFormatError) -> UInt64 {
    guard try accept("-") else { return try unsigned(maximum) }
    return try 0 &- unsigned(maximum + 1)
  }

  private mutating func double() throws(TextFormatError) -> Double {
    let isNegative = try accept("-")
    let value: Double
    switch token.kind {
    case .integer:
      guard NumberLiteral.isDecimal(token.text) else {
        throw TextFormatError("Expect a decimal number, got: \(token.string)")
      }
      value =
        NumberLiteral.integer(token.text).map { Double($0) }
        ?? NumberLiteral.float(token.text)
    case .float: value = NumberLiteral.float(token.text)
    case .identifier:
      switch token.string.lowercased() {
      case "inf", "infinity": value = .infinity
      case "nan": value = .nan
      default: throw TextFormatError("Expected double, got: \(token.string)")
      }
    default: throw TextFormatError("Expected double, got: \(token.string)")
    }
    try advance()
    return isNegative ? -value : value
  }

  private mutating func bool(_ field: SymbolID) throws(TextFormatError) -> UInt64 {
    if token.kind == .integer { return try unsigned(1) }
    let name = try identifier()
    switch name {
    case "true", "True", "t": return 1
    case "false", "False", "f": return 0
    default:
      throw TextFormatError(
        "Invalid value for boolean field \"\(pool.field(field).name)\". Value: \"\(name)\".")
    }
  }

  private mutating func enumValue(
    _ field: SymbolID, _ type: SymbolID?
  ) throws(TextFormatError) -> UInt64 {
    guard let type else { throw TextFormatError("The type isn't known.") }
    let values = pool.values(of: type)
    let name = pool.field(field).name
    if token.kind == .identifier {
      let wanted = try identifier()
      if let value = values.first(where: { $0.name == wanted }) {
        return UInt64(bitPattern: Int64(value.number))
      }
      throw TextFormatError("Unknown enumeration value of \"\(wanted)\" for field \"\(name)\".")
    }
    guard token.kind == .integer || token.isSymbol("-") else {
      throw TextFormatError("Expected integer or identifier, got: \(token.string)")
    }
    let number = try signed(UInt64(Int32.max))
    let isKnown = values.contains { UInt64(bitPattern: Int64($0.number)) == number }
    if isKnown || !pool.isClosed(type) { return number }
    throw TextFormatError(
      "Unknown enumeration value of \"\(Int64(bitPattern: number))\" for field \"\(name)\".")
  }

  private mutating func string() throws(TextFormatError) -> [UInt8] {
    guard token.kind == .string else {
      throw TextFormatError("Expected string, got: \(token.string)")
    }
    var bytes: [UInt8] = []
    while token.kind == .string {
      token.text.withUnsafeBufferPointer { StringLiteral($0).append(to: &bytes) }
      try advance()
    }
    return bytes
  }

  private mutating func identifier() throws(TextFormatError) -> String {
    guard token.kind == .identifier else {
      throw TextFormatError("Expected identifier, got: \(token.string)")
    }
    let name = token.string
    try advance()
    return name
  }

  // MARK: Names in brackets

  /// The name of an extension, or of a type with a URL before it.
  private struct BracketedName {
    /// The URL up to the last slash.
    let prefix: String
    let type: String

    var text: String { prefix + type }
  }

  private mutating func bracketedName() throws(TextFormatError) -> BracketedName {
    lexer.readsURL = true
    try expect("[")
    var text = ""
    while token.kind == .url {
      text += token.string
      try advance()
    }
    lexer.readsURL = false
    try expect("]")
    let slash = text.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { text.utf8.index(after: $0) } ?? text.startIndex
    let name = BracketedName(prefix: String(text[..<start]), type: String(text[start...]))
    try check(name)
    return name
  }

  private func check(_ name: BracketedName) throws(TextFormatError) {
    if name.prefix == "/" { throw TextFormatError("Type URL prefix is empty") }
    if name.prefix.first == "/" { throw TextFormatError("Type URL starts with \"/\"") }
    let parts = Array(name.prefix.utf8).split(
      separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
    for part in parts.dropFirst()
    where part.prefix(2).filter({ NumberLiteral.hexDigit($0) != nil }).count < 2 {
      let text = String(decoding: part.prefix(2), as: UTF8.self)
      throw TextFormatError("Invalid percent encode, got: \"%\(text)\"")
    }
    for part in name.type.split(separator: ".", omittingEmptySubsequences: false)
    where !Identifier.isValid(part) {
      throw TextFormatError("Invalid identifier in type name, got: \"\(part)\"")
    }
  }

  /// The fields of `google.protobuf.Any`.
  private struct AnyFields {
    let url: SymbolID
    let value: SymbolID

    init?(_ type: SymbolID, _ pool: Pool) {
      guard pool.message(type).fullName == "google.protobuf.Any" else { return nil }
      let fields = pool.fields(of: type)
      guard let url = fields.first(where: { pool.field($0).number == 1 }),
        let value = fields.first(where: { pool.field($0).number == 2 }),
        pool.resolution(url).type == .string, pool.resolution(value).type == .bytes
      else { return nil }
      self.url = url
      self.value = value
    }
  }

  // MARK: Fields that no longer exist

  /// Skips a field whose name is reserved.
  private mutating func skipReserved(
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
