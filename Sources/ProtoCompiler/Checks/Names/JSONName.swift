/// The name of a field in JSON.
enum JSONName {
  /// Returns the name of a field in JSON, if no option says otherwise.
  static func of(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "_")) else { return name }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    var isNextUpper = false
    for byte in name.utf8 {
      if byte == UInt8(ascii: "_") {
        isNextUpper = true
      } else {
        bytes.append(isNextUpper ? uppercased(byte) : byte)
        isNextUpper = false
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func uppercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte
  }

  static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

/// The messages that are made for map fields.
enum MapEntry {
  /// Returns the name of the message for a map field.
  static func name(of field: String) -> String {
    var bytes = Array(JSONName.of(field).utf8)
    if let first = bytes.first { bytes[0] = JSONName.uppercased(first) }
    return String(decoding: bytes, as: UTF8.self) + "Entry"
  }
}

/// The names of enum values as code has them, without the enum's name before them.
enum EnumValueName {
  /// Returns the letters of an enum's name, in lower case.
  static func letters(of name: String) -> [UInt8] {
    name.utf8.filter { $0 != UInt8(ascii: "_") }.map(JSONName.lowercased)
  }

  /// Removes an enum's name from the beginning of a value's name, if it is there and isn't all.
  static func removing(_ prefix: [UInt8], from name: String) -> Substring.UTF8View {
    let whole = name[...].utf8
    var rest = whole
    for letter in prefix {
      rest = rest.drop { $0 == UInt8(ascii: "_") }
      guard let first = rest.popFirst(), JSONName.lowercased(first) == letter else { return whole }
    }
    rest = rest.drop { $0 == UInt8(ascii: "_") }
    return rest.isEmpty ? whole : rest
  }

  /// Returns a name in PascalCase.
  static func pascalCase(_ name: Substring.UTF8View) -> String {
    var bytes: [UInt8] = []
    var isNextUpper = true
    for byte in name {
      if byte == UInt8(ascii: "_") {
        isNextUpper = true
      } else {
        bytes.append(isNextUpper ? JSONName.uppercased(byte) : JSONName.lowercased(byte))
        isNextUpper = false
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
