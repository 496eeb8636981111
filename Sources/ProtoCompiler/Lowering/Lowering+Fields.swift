import SwiftProtobuf

extension Lowering {
  /// Lowers a field.
  ///
  /// - Parameters:
  ///   - groups: the messages to which a group's or a map's is added.
  ///   - groupsPath: the path of those messages.
  ///   - extendee: what the field extends.
  mutating func lower(
    _ field: FieldSyntax, at path: Path, groups: inout [Google_Protobuf_DescriptorProto],
    groupsAt groupsPath: Path, extendee: NameSyntax? = nil
  ) -> Google_Protobuf_FieldDescriptorProto {
    var descriptor = Google_Protobuf_FieldDescriptorProto()
    info.add(path, at: field.span, comments: field.comments)
    if let extendee {
      info.add(path, 2, at: extendee.span)
      descriptor.extendee = text(extendee)
    }
    lowerLabel(of: field, at: path, into: &descriptor)
    lowerType(of: field, at: path, into: &descriptor)
    info.add(path, 1, at: field.name.span)
    info.add(path, 3, at: field.numberSpan)
    descriptor.name = text(field.name)
    descriptor.number = field.number
    if let options = field.options { lower(options, at: path, into: &descriptor) }
    if let group = field.group {
      lower(
        group, of: field, at: path, into: &descriptor, groups: &groups, groupsAt: groupsPath)
    } else if case .map(let key, let value) = field.type.kind {
      groups.append(entry(key: key, value: value, of: &descriptor))
    }
    return descriptor
  }

  private mutating func lowerLabel(
    of field: FieldSyntax, at path: Path,
    into descriptor: inout Google_Protobuf_FieldDescriptorProto
  ) {
    if let label = field.label {
      info.add(path, 4, at: label.span)
      descriptor.label = label.label
      if label.label == .optional, dialect == .proto3 { descriptor.proto3Optional = true }
    } else if case .map = field.type.kind {
      descriptor.label = .repeated
    } else {
      descriptor.label = .optional
    }
  }

  private mutating func lowerType(
    of field: FieldSyntax, at path: Path,
    into descriptor: inout Google_Protobuf_FieldDescriptorProto
  ) {
    switch field.type.kind {
    case .scalar(let scalar):
      info.add(path, 5, at: field.type.span)
      descriptor.type = scalar
    case .named(let name):
      info.add(path, 6, at: field.type.span)
      descriptor.typeName = text(name)
    case .map: info.add(path, 6, at: field.type.span)
    }
  }

  /// A group is a message and a field at once.
  private mutating func lower(
    _ group: GroupBody, of field: FieldSyntax, at path: Path,
    into descriptor: inout Google_Protobuf_FieldDescriptorProto,
    groups: inout [Google_Protobuf_DescriptorProto], groupsAt groupsPath: Path
  ) {
    let groupPath = groupsPath + [Int32(groups.count)]
    info.add(groupPath, at: group.span, comments: group.comments)
    info.add(groupPath, 1, at: field.name.span)
    info.add(path, 6, at: field.name.span)
    let name = descriptor.name
    descriptor.typeName = name
    descriptor.name = name.asciiLowercased
    groups.append(lower(group.members, at: groupPath).message(named: name))
  }

  mutating func lower(
    _ extend: ExtendSyntax, at path: Path,
    into fields: inout [Google_Protobuf_FieldDescriptorProto],
    groups: inout [Google_Protobuf_DescriptorProto], groupsAt groupsPath: Path
  ) {
    info.add(path, at: extend.span, comments: extend.comments)
    for field in extend.fields {
      let lowered = lower(
        field, at: path + [Int32(fields.count)], groups: &groups, groupsAt: groupsPath,
        extendee: extend.extendee)
      fields.append(lowered)
    }
  }
}

extension String {
  /// The string with the letters A to Z in lower case.
  fileprivate var asciiLowercased: String {
    String(decoding: utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
