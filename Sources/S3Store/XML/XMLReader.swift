/// Reads the XML of a store's answers: elements, text, the five entities that XML has by itself, and
/// character references. Document types are refused, so no answer can define entities.
///
/// Foundation's parser isn't used, because on Linux it is a library of its own, and what it does with
/// document types depends on libxml2.
struct XMLReader {
  /// What an answer that isn't such XML is refused with.
  struct Malformed: Error, Hashable {
    /// How many bytes were read.
    let offset: Int
  }

  /// How deep elements may be inside one another.
  private static let maxDepth = 32

  private let bytes: [UInt8]
  private var offset = 0
  private var open: [XMLElement] = []
  private var root: XMLElement?

  /// Returns the root of a document.
  static func read(_ bytes: [UInt8]) throws(Malformed) -> XMLElement {
    var reader = XMLReader(bytes)
    return try reader.document()
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func document() throws(Malformed) -> XMLElement {
    _ = skip([0xEF, 0xBB, 0xBF])
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "<") { try markup() } else { try text() }
    }
    guard let root, open.isEmpty else { throw malformed }
    return root
  }

  private var malformed: Malformed { Malformed(offset: offset) }

  private mutating func markup() throws(Malformed) {
    if skip("<?") {
      try skip(past: "?>")
    } else if skip("<!--") {
      try skip(past: "-->")
    } else if skip("<![CDATA[") {
      let start = offset
      try skip(past: "]]>")
      try append(String(decoding: bytes[start..<(offset - 3)], as: UTF8.self))
    } else if skip("</") {
      let name = try name()
      skipSpace()
      guard skip(">"), let closed = open.popLast(), closed.name == name else { throw malformed }
      try close(closed)
    } else if skip("<") {
      try element()
    }
  }

  private mutating func element() throws(Malformed) {
    let element = XMLElement(name: try name())
    guard open.count < Self.maxDepth, root == nil else { throw malformed }
    while offset < bytes.count {
      skipSpace()
      if skip("/>") { return try close(element) }
      if skip(">") { return open.append(element) }
      try attribute()
    }
    throw malformed
  }

  private mutating func attribute() throws(Malformed) {
    _ = try name()
    skipSpace()
    guard skip("=") else { throw malformed }
    skipSpace()
    guard offset < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[offset])
    else { throw malformed }
    let quote = bytes[offset]
    offset += 1
    guard let end = bytes[offset...].firstIndex(of: quote) else { throw malformed }
    offset = end + 1
  }

  /// Reads a name, and leaves out a prefix for a namespace.
  private mutating func name() throws(Malformed) -> String {
    let start = offset
    while offset < bytes.count, Self.isOfName(bytes[offset]) { offset += 1 }
    guard offset > start else { throw malformed }
    let name = String(decoding: bytes[start..<offset], as: UTF8.self)
    return name.split(separator: ":").last.map(String.init) ?? name
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: "-_.:".utf8.contains(byte)
    }
  }

  private mutating func text() throws(Malformed) {
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    var rest = bytes[offset..<end]
    var text: [UInt8] = []
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += rest[..<ampersand]
      guard let semicolon = rest[ampersand...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let character = Self.entity(rest[(ampersand + 1)..<semicolon])
      else { throw malformed }
      text += String(character).utf8
      rest = rest[(semicolon + 1)...]
    }
    text += rest
    offset = end
    try append(String(decoding: text, as: UTF8.self))
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> Character? {
    let name = String(decoding: name, as: UTF8.self)
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
      guard name.hasPrefix("#"), let number else { return nil }
      return Unicode.Scalar(number).map(Character.init)
    }
  }

  private mutating func append(_ text: String) throws(Malformed) {
    if let last = open.indices.last {
      open[last].text += text
    } else if text.contains(where: { !$0.isWhitespace }) {
      throw malformed
    }
  }

  private mutating func close(_ element: XMLElement) throws(Malformed) {
    if let last = open.indices.last {
      open[last].children.append(element)
    } else {
      root = element
    }
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { skip(Array($0)) }
  }

  private mutating func skip(_ prefix: [UInt8]) -> Bool {
    guard bytes[offset...].starts(with: prefix) else { return false }
    offset += prefix.count
    return true
  }

  private mutating func skip(past end: StaticString) throws(Malformed) {
    while offset < bytes.count {
      if skip(end) { return }
      offset += 1
    }
    throw malformed
  }

  private mutating func skipSpace() {
    while offset < bytes.count, " \t\r\n".utf8.contains(bytes[offset]) { offset += 1 }
  }
}
