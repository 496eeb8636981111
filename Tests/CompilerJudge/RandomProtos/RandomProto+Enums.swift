extension RandomProto {
  mutating func writeEnum() {
    let name = typeName("E")
    if syntax == .edition2024, chance(20) { text.add(pick(["export", "local"])) }
    text.add("enum", name, "{")
    let hasAliases = chance(20)
    if hasAliases { text.line("option allow_alias = true ;") }
    if chance(15) { writeOptionStatements("enum", plain: ["deprecated = false"]) }
    if syntax.isEdition, chance(15) { text.line("option features.enum_type = CLOSED ;") }
    let isClosed = syntax.isProto2
    var value = isClosed && chance(30) ? count(-5...5) : 0
    let first = value
    for index in 0..<count(1...5) {
      // The names of values live beside the enum.
      text.add(self.name("V"), "=", value < 0 ? "-" : "", number(abs(value)))
      if chance(15) { writeValueOptions() }
      text.add(";")
      if !(hasAliases && index == 0) { value += count(1...3) }
    }
    if hasAliases { text.line("\(self.name("V")) = \(first) ;") }
    if chance(20) {
      text.line("reserved - 100 to - 50 , \(value + 10) to \(chance(50) ? "max" : "0x7FFFFFFF") ;")
    }
    text.add("}")
    if syntax != .proto3 || !isClosed { enums.append(full(name)) }
  }

  private mutating func writeValueOptions() {
    text.add("[")
    if chance(50) {
      text.line("deprecated = true")
    } else {
      writeOption(of: "value")
    }
    text.add("]")
  }

  mutating func writeService() {
    text.add("service", typeName("S"), "{")
    if chance(20) { writeOptionStatements("service", plain: ["deprecated = true"]) }
    for _ in 0..<count(0...4) { writeMethod() }
    text.add("}")
  }

  private mutating func writeMethod() {
    text.add("rpc", name("Do"), "(")
    if chance(20) { text.add("stream") }
    writeReference(reference(to: pick(messages)))
    text.add(")", "returns", "(")
    if chance(20) { text.add("stream") }
    writeReference(reference(to: pick(messages)))
    text.add(")")
    switch count(0...2) {
    case 0: text.add(";")
    case 1: text.line("{ }")
    default:
      text.add("{")
      writeOptionStatements("method", plain: ["idempotency_level = NO_SIDE_EFFECTS"])
      if chance(20) { text.add(";") }
      text.add("}")
    }
  }
}
