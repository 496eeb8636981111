import SwiftProtobuf
import SwiftProtobufPluginLibrary
import SwiftSource

/// The value that a proto gives a field for when it is not set, as Swift source.
struct DefaultValue {
  /// `nil` when the proto gives none.
  let source: String?

  init(_ field: FieldDescriptor, in context: FileContext) {
    guard let text = field.defaultValue else {
      self.source = nil
      return
    }
    switch field.type {
    case .double: self.source = Self.floatingPoint(text, type: "Double")
    case .float: self.source = Self.floatingPoint(text, type: "Float")
    case .string: self.source = text.isEmpty ? nil : StringLiteral(text).source
    case .bytes: self.source = text.isEmpty ? nil : Self.data(text)
    case .enum:
      let value = field.enumType?.values.first { $0.name == text }
      self.source = value.map { Self.value($0, in: context) }
    default: self.source = text
    }
  }

  /// An enum's value; one whose case would draw a warning is made of its number.
  private static func value(_ value: EnumValueDescriptor, in context: FileContext) -> String {
    guard context.warnsOf(value) else {
      return context.namer.dottedRelativeName(enumValue: value)
    }
    let type = context.name(of: value.enumType)
    return "\(context.style.modules.enumCodec(of: type)).value(numbered: \(value.number))"
  }

  private static func floatingPoint(_ text: String, type: String) -> String {
    switch text {
    case "inf": "\(type).infinity"
    case "-inf": "-\(type).infinity"
    case "nan", "-nan": "\(type).nan"
    // An integer literal has no negative zero.
    case "-0": "-0.0"
    default: text
    }
  }

  /// Bytes come with the escapes of C.
  private static func data(_ text: String) -> String {
    let bytes = CEscapes.bytes(of: text).map { String($0) }
    return "Data([\(bytes.joined(separator: ", "))])"
  }
}

/// The escapes that `protoc` writes bytes with.
enum CEscapes {
  private static let named: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  /// The bytes that `text` stands for; an escape that is none stands for itself.
  static func bytes(of text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      bytes.append(byte == UInt8(ascii: "\\") ? escaped(&rest) : byte)
    }
    return bytes
  }

  private static func escaped(_ rest: inout ArraySlice<UInt8>) -> UInt8 {
    let digits = rest.prefix(3).prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    if !digits.isEmpty {
      rest = rest.dropFirst(digits.count)
      return digits.reduce(0) { $0 &* 8 &+ ($1 - UInt8(ascii: "0")) }
    }
    guard let byte = rest.popFirst() else { return UInt8(ascii: "\\") }
    return named[byte] ?? byte
  }
}
