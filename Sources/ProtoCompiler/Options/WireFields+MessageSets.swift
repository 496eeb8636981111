extension WireFields {
  /// The fields of a message set, with each of its items as the extension that it carries.
  var withoutItems: WireFields {
    var result = WireFields()
    for field in fields { result.append(field.messageSetExtension ?? field) }
    return result
  }
}

extension WireFields.Field {
  /// The extension that an item of a message set carries; `nil` if the field isn't such an item.
  fileprivate var messageSetExtension: WireFields.Field? {
    guard number == 1, type == .startGroup, let parts = WireFields(content)?.fields,
      let id = parts.first(where: { $0.number == 2 && $0.type == .varint }),
      let number = Int32(exactly: id.scalar)
    else { return nil }
    let messages = parts.filter { $0.number == 3 && $0.type == .lengthDelimited }
    guard !messages.isEmpty else { return nil }
    return WireFields.Field(
      number: number, type: .lengthDelimited, scalar: 0,
      content: messages.count == 1 ? messages[0].content : messages.flatMap(\.content)[...],
      encoded: encoded)
  }
}

extension WireWriter {
  /// Appends an extension of a message with the option `message_set_wire_format`.
  mutating func messageSetItem(_ message: some Collection<UInt8>, number: Int32) {
    tag(1, .startGroup)
    tag(2, .varint)
    varint(UInt64(UInt32(bitPattern: number)))
    tag(3, .lengthDelimited)
    lengthDelimited(message)
    tag(1, .endGroup)
  }
}
