/// A string with its quotes. Errors in it have been recorded before, by the lexer.
struct StringLiteral {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Appends the bytes that the string means.
  func append(to output: inout [UInt8]) {
    guard let quote = bytes.first else { return }
    let isClosed = bytes.count > 1 && bytes[bytes.count - 1] == quote
    let end = isClosed ? bytes.count - 1 : bytes.count
    guard bytes[1..<end].contains(0x5c) else { return output += bytes[1..<end] }
    var index = 1
    while index < end {
      if bytes[index] == 0x5c, index + 1 < end {
        appendEscape(at: index + 1, end: end, next: &index, to: &output)
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
  }

  private func appendEscape(
    at start: Int, end: Int, next: inout Int, to output: inout [UInt8]
  ) {
    switch bytes[start] {
    case 0x30...0x37:
      output.append(
        UInt8(
          truncatingIfNeeded: number(from: start, end: min(end, start + 3), base: 8, next: &next)))
    case 0x78, 0x58:
      let value = number(from: start + 1, end: min(end, start + 3), base: 16, next: &next)
      output.append(UInt8(truncatingIfNeeded: value))
    case 0x75: appendScalar(at: start + 1, digits: 4, end: end, next: &next, to: &output)
    case 0x55: appendScalar(at: start + 1, digits: 8, end: end, next: &next, to: &output)
    default:
      output.append(StringLiteral.meaning(of: bytes[start]))
      next = start + 1
    }
  }

  /// The value of the digits from a place on.
  private func number(from start: Int, end: Int, base: UInt64, next: inout Int) -> UInt64 {
    var value: UInt64 = 0
    next = start
    while next < end, bytes[next].digitValue < base {
      value = value * base + bytes[next].digitValue
      next += 1
    }
    return value
  }

  private func appendScalar(
    at start: Int, digits: Int, end: Int, next: inout Int, to output: inout [UInt8]
  ) {
    var value = number(from: start, end: min(end, start + digits), base: 16, next: &next)
    if (0xd800..<0xdc00).contains(value), next + 1 < end, bytes[next] == 0x5c,
      bytes[next + 1] == 0x75
    {
      var behind = next
      let low = number(from: next + 2, end: min(end, next + 6), base: 16, next: &behind)
      if (0xdc00..<0xe000).contains(low), behind == next + 6 {
        value = 0x10000 + ((value - 0xd800) << 10 | (low - 0xdc00))
        next = behind
      }
    }
    StringLiteral.appendUTF8(value, to: &output)
  }

  /// Half a surrogate pair is encoded as it stands, as in protoc.
  private static func appendUTF8(_ value: UInt64, to output: inout [UInt8]) {
    func continuation(_ shift: UInt64) -> UInt8 { UInt8(0x80 | (value >> shift) & 0x3f) }
    switch value {
    case 0..<0x80: output.append(UInt8(value))
    case 0x80..<0x800: output += [UInt8(0xc0 | value >> 6), continuation(0)]
    case 0x800..<0x10000:
      output += [UInt8(0xe0 | value >> 12), continuation(6), continuation(0)]
    case 0x10000..<0x110000:
      output += [UInt8(0xf0 | value >> 18), continuation(12), continuation(6), continuation(0)]
    default:
      let digits = String(value, radix: 16)
      output += "\\U".utf8 + Array(repeating: 0x30, count: max(0, 8 - digits.utf8.count))
      output += digits.utf8
    }
  }

  private static func meaning(of escape: UInt8) -> UInt8 {
    switch escape {
    case 0x61: 0x07
    case 0x62: 0x08
    case 0x66: 0x0c
    case 0x6e: 0x0a
    case 0x72: 0x0d
    case 0x74: 0x09
    case 0x76: 0x0b
    default: escape
    }
  }
}

extension StringLiteral {
  /// Bytes as a descriptor spells a default value of the type `bytes`: everything but printable
  /// ASCII as an escape sequence.
  static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes {
      switch byte {
      case 0x0a: text += "\\n"
      case 0x0d: text += "\\r"
      case 0x09: text += "\\t"
      case 0x22: text += "\\\""
      case 0x27: text += "\\'"
      case 0x5c: text += "\\\\"
      case 0x20..<0x7f: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 8)
        text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return text
  }
}
