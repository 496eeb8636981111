import SwiftProtobuf

extension Lowering {
  mutating func lower(
    _ declaration: EnumSyntax, at path: Path
  ) -> Google_Protobuf_EnumDescriptorProto {
    info.add(path, at: declaration.span, comments: declaration.comments)
    info.add(path, 1, at: declaration.name.span)
    var descriptor = Google_Protobuf_EnumDescriptorProto()
    descriptor.name = text(declaration.name)
    var values: [Google_Protobuf_EnumValueDescriptorProto] = []
    var options: [Google_Protobuf_UninterpretedOption] = []
    for member in declaration.members {
      switch member {
      case .value(let value): values.append(lower(value, at: path + [2, Int32(values.count)]))
      case .reserved(let reserved): lower(reserved, at: path, into: &descriptor)
      case .option(let option):
        options.append(lower(option, at: path + [3], index: options.count))
      }
    }
    descriptor.value = values
    if !options.isEmpty { descriptor.options.uninterpretedOption = options }
    switch declaration.visibility {
    case .unset: break
    case .local: descriptor.visibility = .visibilityLocal
    case .export: descriptor.visibility = .visibilityExport
    }
    return descriptor
  }

  private mutating func lower(
    _ value: EnumValueSyntax, at path: Path
  ) -> Google_Protobuf_EnumValueDescriptorProto {
    info.add(path, at: value.span, comments: value.comments)
    info.add(path, 1, at: value.name.span)
    info.add(path, 2, at: value.numberSpan)
    var descriptor = Google_Protobuf_EnumValueDescriptorProto()
    descriptor.name = text(value.name)
    descriptor.number = value.number
    if let options = value.options {
      descriptor.options.uninterpretedOption = lower(options, at: path + [3])
    }
    return descriptor
  }
}
