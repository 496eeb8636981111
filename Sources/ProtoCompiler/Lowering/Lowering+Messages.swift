import SwiftProtobuf

/// The parts of a message, which are moved into its descriptor at the end.
///
/// A descriptor's storage is shared, so each change of it would be checked and could copy.
struct MessageParts {
  var fields: [Google_Protobuf_FieldDescriptorProto] = []
  var messages: [Google_Protobuf_DescriptorProto] = []
  var enums: [Google_Protobuf_EnumDescriptorProto] = []
  var extensions: [Google_Protobuf_FieldDescriptorProto] = []
  var oneofs: [Google_Protobuf_OneofDescriptorProto] = []
  var extensionRanges: [Google_Protobuf_DescriptorProto.ExtensionRange] = []
  var reservedRanges: [Google_Protobuf_DescriptorProto.ReservedRange] = []
  var reservedNames: [String] = []
  var options: [Google_Protobuf_UninterpretedOption] = []

  /// Moves the parts into a descriptor.
  consuming func message(named name: String) -> Google_Protobuf_DescriptorProto {
    var message = Google_Protobuf_DescriptorProto()
    message.name = name
    if !fields.isEmpty { message.field = fields }
    if !messages.isEmpty { message.nestedType = messages }
    if !enums.isEmpty { message.enumType = enums }
    if !extensions.isEmpty { message.extension = extensions }
    if !oneofs.isEmpty { message.oneofDecl = oneofs }
    if !extensionRanges.isEmpty { message.extensionRange = extensionRanges }
    if !reservedRanges.isEmpty { message.reservedRange = reservedRanges }
    if !reservedNames.isEmpty { message.reservedName = reservedNames }
    if !options.isEmpty { message.options.uninterpretedOption = options }
    return message
  }
}

extension Lowering {
  mutating func lower(
    _ message: MessageSyntax, at path: Path
  ) -> Google_Protobuf_DescriptorProto {
    info.add(path, at: message.span, comments: message.comments)
    info.add(path, 1, at: message.name.span)
    var parts = lower(message.members, at: path)
    if dialect == .proto3 { addSyntheticOneofs(to: &parts) }
    var descriptor = parts.message(named: text(message.name))
    switch message.visibility {
    case .unset: break
    case .local: descriptor.visibility = .visibilityLocal
    case .export: descriptor.visibility = .visibilityExport
    }
    return descriptor
  }

  /// Lowers what stands in a message or a group.
  mutating func lower(_ members: [MessageSyntax.Member], at path: Path) -> MessageParts {
    var parts = MessageParts()
    let isMessageSet = members.contains { member in
      if case .option(let option) = member {
        option.isNamed("message_set_wire_format") && option.isTrue
      } else {
        false
      }
    }
    for member in members {
      lower(member, at: path, isMessageSet: isMessageSet, into: &parts)
    }
    return parts
  }

  private mutating func lower(
    _ member: MessageSyntax.Member, at path: Path, isMessageSet: Bool,
    into parts: inout MessageParts
  ) {
    switch member {
    case .field(let field):
      let fieldPath = path + [2, Int32(parts.fields.count)]
      let lowered = lower(field, at: fieldPath, groups: &parts.messages, groupsAt: path + [3])
      parts.fields.append(lowered)
    case .oneof(let oneof): lower(oneof, at: path, into: &parts)
    case .message(let message):
      parts.messages.append(lower(message, at: path + [3, Int32(parts.messages.count)]))
    case .enum(let declaration):
      parts.enums.append(lower(declaration, at: path + [4, Int32(parts.enums.count)]))
    case .extend(let extend):
      lower(
        extend, at: path + [6], into: &parts.extensions, groups: &parts.messages,
        groupsAt: path + [3])
    case .extensions(let extensions):
      lower(extensions, at: path + [5], isMessageSet: isMessageSet, into: &parts)
    case .reserved(let reserved):
      lower(reserved, at: path, isMessageSet: isMessageSet, into: &parts)
    case .option(let option):
      parts.options.append(lower(option, at: path + [7], index: parts.options.count))
    }
  }

  private mutating func lower(
    _ oneof: OneofSyntax, at path: Path, into parts: inout MessageParts
  ) {
    let index = Int32(parts.oneofs.count)
    let oneofPath = path + [8, index]
    info.add(oneofPath, at: oneof.span, comments: oneof.comments)
    info.add(oneofPath, 1, at: oneof.name.span)
    var options: [Google_Protobuf_UninterpretedOption] = []
    for member in oneof.members {
      switch member {
      case .option(let option):
        options.append(lower(option, at: oneofPath + [2], index: options.count))
      case .field(let field):
        var lowered = lower(
          field, at: path + [2, Int32(parts.fields.count)], groups: &parts.messages,
          groupsAt: path + [3])
        lowered.oneofIndex = index
        parts.fields.append(lowered)
      }
    }
    var descriptor = Google_Protobuf_OneofDescriptorProto()
    descriptor.name = text(oneof.name)
    if !options.isEmpty { descriptor.options.uninterpretedOption = options }
    parts.oneofs.append(descriptor)
  }

  /// Adds a oneof for each field of proto3 that is marked `optional`.
  private func addSyntheticOneofs(to parts: inout MessageParts) {
    guard parts.fields.contains(where: \.proto3Optional) else { return }
    var names = Set(parts.fields.map(\.name))
    names.formUnion(parts.oneofs.map(\.name))
    for index in parts.fields.indices where parts.fields[index].proto3Optional {
      var oneof = Google_Protobuf_OneofDescriptorProto()
      let name = parts.fields[index].name
      oneof.name = name.hasPrefix("_") ? name : "_" + name
      while !names.insert(oneof.name).inserted { oneof.name = "X" + oneof.name }
      parts.fields[index].oneofIndex = Int32(parts.oneofs.count)
      parts.oneofs.append(oneof)
    }
  }
}
