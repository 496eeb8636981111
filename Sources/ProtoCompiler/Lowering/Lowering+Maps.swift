import SwiftProtobuf

extension Lowering {
  /// Makes the message that a map's entries have, and names it as the type of the field.
  func entry(
    key: TypeSyntax.MapPart, value: TypeSyntax.MapPart,
    of field: inout Google_Protobuf_FieldDescriptorProto
  ) -> Google_Protobuf_DescriptorProto {
    let name = Lowering.entryName(of: field.name)
    field.typeName = name
    var entry = Google_Protobuf_DescriptorProto()
    entry.name = name
    entry.options.mapEntry = true
    var keyField = entryField("key", 1, key)
    var valueField = entryField("value", 2, value)
    copyOptions(of: field, to: &keyField)
    copyOptions(of: field, to: &valueField)
    entry.field = [keyField, valueField]
    return entry
  }

  private func entryField(
    _ name: String, _ number: Int32, _ type: TypeSyntax.MapPart
  ) -> Google_Protobuf_FieldDescriptorProto {
    var field = Google_Protobuf_FieldDescriptorProto()
    field.name = name
    field.number = number
    field.label = .optional
    switch type {
    case .scalar(let scalar): field.type = scalar
    case .named(let name): field.typeName = text(name)
    }
    return field
  }

  /// Features of a map hold for its keys and values, too.
  private func copyOptions(
    of field: Google_Protobuf_FieldDescriptorProto,
    to part: inout Google_Protobuf_FieldDescriptorProto
  ) {
    guard field.hasOptions else { return }
    for option in field.options.uninterpretedOption {
      guard let first = option.name.first, !first.isExtension else { continue }
      let isUTF8Option =
        option.name.count == 1 && first.namePart == "enforce_utf8" && part.type == .string
        && part.hasType
      if first.namePart == "features" || isUTF8Option {
        part.options.uninterpretedOption.append(option)
      }
    }
  }

  /// `FooBarEntry` for `foo_bar`.
  private static func entryName(of field: String) -> String {
    var name: [UInt8] = []
    var isUpper = true
    for byte in field.utf8 {
      if byte == 0x5f {
        isUpper = true
      } else {
        name.append(isUpper && byte &- 0x61 < 26 ? byte & 0xdf : byte)
        isUpper = false
      }
    }
    return String(decoding: name, as: UTF8.self) + "Entry"
  }
}
