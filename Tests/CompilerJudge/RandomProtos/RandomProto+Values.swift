extension RandomProto {
  /// Writes a value of a scalar type or of `judge.options.Color`, often at the limits of the type.
  mutating func writeValue(_ type: String) {
    switch type {
    case "bool": text.add(pick(["true", "false"]))
    case "string": writeString(bytes: false)
    case "bytes": writeString(bytes: true)
    case "Color": text.add(pick(["RED", "GREEN", "BLUE"]))
    case "double", "float": writeFloat()
    default: writeInteger(type)
    }
  }

  private mutating func writeInteger(_ type: String) {
    let isUnsigned = type.hasPrefix("u") || type.hasPrefix("fixed")
    let is64 = type.hasSuffix("64")
    if !isUnsigned, chance(40) {
      text.add(
        "-", pick(is64 ? ["1", "0", "9223372036854775808", "0x10"] : ["1", "0", "2147483648"]))
      return
    }
    let highest =
      isUnsigned
      ? (is64 ? "18446744073709551615" : "4294967295")
      : (is64 ? "9223372036854775807" : "2147483647")
    text.add(pick(["0", "1", "127", "0x7F", "0X1f", "017", "00", highest]))
  }

  private mutating func writeFloat() {
    if chance(30) { text.add("-") }
    text.add(
      pick([
        "0", "1", "1.5", ".5", "1.", "1e10", "1E-3", "1.5e+3", "inf", "nan", "3.4028235e38",
        "1e-45",
        "1e308", "123456789.123456789", "0x10", "017", "18446744073709551616", "0.1", "1e400",
        "5e-324",
      ]))
  }

  private mutating func writeString(bytes: Bool) {
    for _ in 0..<count(1...2) {
      let quote = pick(["\"", "'"])
      let parts = (0..<count(0...4)).map { _ in
        pick(bytes ? Self.stringParts + Self.byteParts : Self.stringParts)
      }
      text.add(quote + parts.joined() + quote)
    }
  }

  private static let stringParts = [
    "a", "Zz", " ", "\\n", "\\t", "\\\\", "\\\"", "\\'", "\\x41", "\\101", "\\0", "\\?",
    "\\a\\b\\f\\r\\v",
    "\\u00e9", "\\U0001F600", "é", "🙂", "//", "/*", "#", "{", "\\x7F",
  ]

  private static let byteParts = ["\\xff", "\\377", "\\x80\\x81", "\\0\\0"]

  /// Writes fields of `judge.options.Nested` in text format.
  mutating func writeAggregate(depth: Int) {
    var used: Set<String> = []
    for _ in 0..<count(0...4) {
      switch count(0...12) {
      case 0...4:
        let type = pick(OptionsProto.scalars)
        guard used.insert(type).inserted else { continue }
        text.add("v_\(type.lowercased())", ":")
        writeTextValue(type)
      case 5...6: writeList(pick(OptionsProto.scalars))
      case 7: if used.insert("inner").inserted { writeNested("inner", depth) }
      case 8: writeNested("inners", depth)
      case 9: writeExtensionInText(&used, depth)
      case 10: if used.insert("any").inserted { writeAny(depth) }
      case 11: writeMapEntry(depth)
      default:
        if used.insert("Grouped").inserted { text.line("Grouped { i : 3 s : [ \"a\" , 'b' ] }") }
      }
      switch count(0...5) {
      case 0: text.add(",")
      case 1: text.add(";")
      default: break
      }
    }
  }

  /// In text format, booleans have more spellings, and enums can be numbers.
  private mutating func writeTextValue(_ type: String) {
    switch type {
    case "bool": text.add(pick(["true", "false", "t", "f", "True", "False", "0", "1"]))
    case "Color" where chance(30): text.add(pick(["0", "1"]))
    case "double", "float":
      if chance(30) { text.add("-") }
      text.add(
        pick(["0", "1.5", "inf", "infinity", "nan", "1e5", "3", "0.1", ".25", "1e-45"]))
    default: writeValue(type)
    }
  }

  private mutating func writeList(_ type: String) {
    text.add("l_\(type.lowercased())", ":")
    guard chance(70) else { return writeTextValue(type) }
    text.add("[")
    for index in 0..<count(0...3) {
      if index > 0 { text.add(",") }
      writeTextValue(type)
    }
    text.add("]")
  }

  private mutating func writeNested(_ name: String, _ depth: Int) {
    text.add(name)
    if chance(50) { text.add(":") }
    let usesAngles = chance(20)
    text.add(usesAngles ? "<" : "{")
    if depth < 3 { writeAggregate(depth: depth + 1) }
    text.add(usesAngles ? ">" : "}")
  }

  private mutating func writeExtensionInText(_ used: inout Set<String>, _ depth: Int) {
    switch count(0...2) {
    case 0 where used.insert("number").inserted:
      text.line("[ judge.options.number ] :")
      writeTextValue("int32")
    case 1 where used.insert("deeper").inserted:
      text.line("[ judge.options.deeper ]")
      text.add("{")
      if depth < 3 { writeAggregate(depth: depth + 1) }
      text.add("}")
    default: text.line("[ judge.options.colors ] : [ RED , BLUE ]")
    }
  }

  private mutating func writeAny(_ depth: Int) {
    text.add("any", "{", "[", "type.googleapis.com", "/", "judge.options.Nested", "]", "{")
    if depth < 3 { writeAggregate(depth: depth + 1) }
    text.add("}", "}")
  }

  private mutating func writeMapEntry(_ depth: Int) {
    text.line("map { key : \"k\(count(0...99))\" value {")
    if depth < 3 { writeAggregate(depth: depth + 1) }
    text.line("} }")
  }
}
