extension RandomProto {
  mutating func writeMessage(depth: Int) {
    let name = typeName("M")
    if syntax == .edition2024, chance(20) { text.add(pick(["export", "local"])) }
    text.add("message", name, "{")
    messages.append(full(name))
    scope.append(name)
    var body = MessageBody()
    if chance(20) { writeOptionStatements("message", plain: ["deprecated = true"]) }
    for _ in 0..<count(0...7) { writeMember(&body, depth: depth) }
    writeRanges(&body)
    scope.removeLast()
    text.add("}")
  }

  /// Edition 2024 checks the style of names.
  mutating func typeName(_ prefix: String) -> String {
    name(prefix)
  }

  private mutating func writeMember(_ body: inout MessageBody, depth: Int) {
    switch count(0...19) {
    case 0...10: writeField(&body)
    case 11...12: writeMap(&body)
    case 13...14: writeOneof(&body)
    case 15: if depth < 3 { writeMessage(depth: depth + 1) }
    case 16: writeEnum()
    case 17: if syntax.isProto2 { writeGroup(&body, depth: depth) }
    case 18: writeExtend()
    default: text.add(";")
    }
  }

  mutating func writeField(_ body: inout MessageBody, inOneof: Bool = false) {
    let label = inOneof ? "" : label()
    if !label.isEmpty { text.add(label) }
    let type = type()
    writeReference(type)
    text.add(name("f"), "=", number(body.next(count(1...3))))
    writeFieldOptions(FieldKind(type: type, label: label, isExtension: false, isInOneof: inOneof))
    text.add(";")
  }

  /// Writes a type's name, in some cases with blanks and comments between its parts.
  mutating func writeReference(_ type: String) {
    guard type.contains("."), chance(10) else { return text.add(type) }
    for (index, part) in type.split(separator: ".", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { text.add(".") }
      if !part.isEmpty { text.add(String(part)) }
    }
  }

  private mutating func label() -> String {
    switch syntax {
    case .unnamed, .proto2: pick(["optional", "optional", "required", "repeated"])
    case .proto3: pick(["", "", "optional", "repeated"])
    case .edition2023, .edition2024: pick(["", "", "repeated"])
    }
  }

  mutating func type() -> String {
    switch count(0...9) {
    case 0...5: return pick(Self.scalarTypes)
    case 6, 7: return reference(to: pick(messages))
    default:
      guard !enums.isEmpty else { return "int32" }
      return reference(to: pick(enums))
    }
  }

  static let scalarTypes = [
    "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32",
    "sfixed64", "bool", "string", "bytes", "double", "float",
  ]

  /// A number in one of its spellings.
  mutating func number(_ value: Int) -> String {
    switch count(0...9) {
    case 0: "0x" + String(value, radix: 16, uppercase: chance(50))
    case 1: "0" + String(value, radix: 8)
    default: "\(value)"
    }
  }

  private mutating func writeMap(_ body: inout MessageBody) {
    let keys = Self.scalarTypes.filter { !["double", "float", "bytes"].contains($0) }
    text.add("map", "<", pick(keys), ",")
    writeReference(type())
    text.add(">", name("f"), "=", number(body.next(1)))
    if chance(20) { text.line("[ deprecated = true ]") }
    text.add(";")
  }

  private mutating func writeOneof(_ body: inout MessageBody) {
    text.add("oneof", name("o"), "{")
    if chance(15) { writeOptionStatements("oneof", plain: []) }
    for _ in 0..<count(1...3) {
      if syntax.isProto2, chance(15) {
        writeGroup(&body, depth: 3, inOneof: true)
      } else {
        writeField(&body, inOneof: true)
      }
    }
    text.add("}")
  }

  private mutating func writeGroup(_ body: inout MessageBody, depth: Int, inOneof: Bool = false) {
    let name = "G\(name("g"))"
    if !inOneof { text.add(pick(["optional", "required", "repeated"])) }
    text.add("group", name, "=", number(body.next(1)))
    if chance(20) { text.line("[ deprecated = true ]") }
    text.add("{")
    scope.append(name)
    var inner = MessageBody()
    for _ in 0..<count(0...3) {
      writeMember(&inner, depth: depth + 1)
    }
    scope.removeLast()
    text.add("}")
  }

  private mutating func writeRanges(_ body: inout MessageBody) {
    if chance(15) { writeReservedNames() }
    if chance(20) {
      let first = body.next(1)
      let (middle, last) = (body.next(2), body.next(count(1...50)))
      text.line("reserved \(number(first)) , \(number(middle)) to \(number(last)) ;")
    }
    guard syntax != .proto3, chance(35) else { return }
    let first = body.next(10) + 1000
    text.add("extensions", number(first), "to", chance(50) ? "max" : "\(first + 5000)")
    let isOpen = chance(60) || writeExtensionOptions(first)
    text.add(";")
    if isOpen { extendable.append((scope.joined(separator: "."), first)) }
  }

  private mutating func writeReservedNames() {
    let names = (0..<count(1...3)).map { _ in name("r") }
    text.add("reserved")
    for (index, name) in names.enumerated() {
      if index > 0 { text.add(",") }
      text.add(syntax.isEdition ? name : "\"\(name)\"")
    }
    text.add(";")
  }

  /// Writes options of a range.
  ///
  /// - Returns: whether any extension can have a number of the range.
  private mutating func writeExtensionOptions(_ number: Int) -> Bool {
    switch count(0...3) {
    case 0, 1: text.line("[ verification = UNVERIFIED ]")
    case 2:
      text.line("[ declaration = { number : \(number)")
      text.line("full_name : \".\(name("x")).y\" type : \".a.B\" } ,")
      text.line("declaration = { number : \(number + 1) , reserved : true } ]")
      return false
    default:
      text.add("[")
      writeOption(of: "range")
      text.add("]")
    }
    return true
  }

  mutating func writeExtend() {
    guard syntax != .proto3, let index = extendable.indices.randomElement(using: &random) else {
      return
    }
    text.add("extend")
    writeReference(reference(to: extendable[index].name))
    text.add("{")
    for _ in 0..<count(1...3) {
      let label = syntax.isProto2 ? pick(["optional", "repeated"]) : pick(["", "repeated"])
      if !label.isEmpty { text.add(label) }
      let type = type()
      text.add(type, name("e"), "=", number(extendable[index].nextNumber))
      extendable[index].nextNumber += 1
      writeFieldOptions(FieldKind(type: type, label: label, isExtension: true))
      text.add(";")
    }
    text.add("}")
  }
}

/// The numbers of a message that are used already.
struct MessageBody {
  private var last = 0

  /// A number that is higher than all before by `step`.
  mutating func next(_ step: Int) -> Int {
    last += step
    if last == 19_000 { last = 20_000 }
    return last
  }
}
