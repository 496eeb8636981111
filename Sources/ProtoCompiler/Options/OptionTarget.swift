/// The field that an option sets.
struct OptionTarget {
  /// How deep messages can be nested in an option. protoc follows its own output no deeper, and crashes.
  static let maximumDepth = 100

  /// The field.
  let field: SymbolID
  /// The fields that lead to the message with the field, outermost first.
  let outer: [SymbolID]
  /// The path of the field in the descriptor.
  let path: [Int32]
  /// The option's name as the text writes it.
  let name: String

  /// A message for the case that the field is set already; `nil` if it isn't, or may be set often.
  func existing(in fields: inout SetFields, _ pool: Pool) -> String? {
    guard !pool.field(field).isRepeated else { return nil }
    let outer = outer.map {
      SetFields.Message(number: pool.field($0).number, isGroup: pool.isGroup($0))
    }
    guard fields.contains(pool.field(field).number, in: outer[...]) else { return nil }
    return "\"\(name)\" is set already: remove one of the two."
  }

  /// Puts a value into the messages that lead to it.
  ///
  /// - Throws: an error if they are too deep to be read again.
  func wrap(_ value: [UInt8], _ pool: Pool) throws(OptionError) -> WireFields {
    var bytes = value
    for field in outer.reversed() {
      var writer = WireWriter()
      writer.message(bytes, field: pool.field(field).number, isGroup: pool.isGroup(field))
      bytes = writer.bytes
    }
    guard let fields = WireFields(bytes) else {
      throw .name("option-depth", "\"\(name)\" is nested too deep.", field)
    }
    return fields
  }
}

extension WireWriter {
  /// Appends a field with a message.
  mutating func message(_ content: [UInt8], field number: Int32, isGroup: Bool) {
    if isGroup {
      tag(number, .startGroup)
      raw(content)
      tag(number, .endGroup)
    } else {
      tag(number, .lengthDelimited)
      lengthDelimited(content)
    }
  }
}
