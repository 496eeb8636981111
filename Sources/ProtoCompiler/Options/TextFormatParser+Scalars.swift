/// Numbers, names of values, and strings.
extension TextFormatParser {
  mutating func unsigned(_ maximum: UInt64) throws(TextFormatError) -> UInt64 {
    guard token.kind == .integer else {
      throw TextFormatError("Expected integer, got: \(token.string)")
    }
    guard let value = NumberLiteral.integer(token.text), value <= maximum else {
      throw TextFormatError("Integer out of range (\(token.string))")
    }
    try advance()
    return value
  }

  mutating func signed(_ maximum: UInt64) throws(TextFormatError) -> UInt64 {
    guard try accept("-") else { return try unsigned(maximum) }
    return try 0 &- unsigned(maximum + 1)
  }

  mutating func double() throws(TextFormatError) -> Double {
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

  mutating func bool(_ field: SymbolID) throws(TextFormatError) -> UInt64 {
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

  mutating func enumValue(
    _ field: SymbolID, _ type: SymbolID?
  ) throws(TextFormatError) -> UInt64 {
    guard let type else { throw TextFormatError("The type isn't known.") }
    let name = pool.field(field).name
    if token.kind == .identifier {
      let wanted = try identifier()
      // The names of a file with errors may lead to another enum.
      let value =
        pool.value(named: wanted, of: type)
        ?? pool.values(of: type).first { $0.name == wanted }
      if let value {
        return UInt64(bitPattern: Int64(value.number))
      }
      throw TextFormatError("Unknown enumeration value of \"\(wanted)\" for field \"\(name)\".")
    }
    guard token.kind == .integer || token.isSymbol("-") else {
      throw TextFormatError("Expected integer or identifier, got: \(token.string)")
    }
    let number = try signed(UInt64(Int32.max))
    let value = Int32(exactly: Int64(bitPattern: number))
    if let value, pool.value(numbered: value, of: type) != nil { return number }
    if !pool.isClosed(type) { return number }
    throw TextFormatError(
      "Unknown enumeration value of \"\(Int64(bitPattern: number))\" for field \"\(name)\".")
  }

  mutating func string() throws(TextFormatError) -> [UInt8] {
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

  mutating func identifier() throws(TextFormatError) -> String {
    guard token.kind == .identifier else {
      throw TextFormatError("Expected identifier, got: \(token.string)")
    }
    let name = token.string
    try advance()
    return name
  }
}
