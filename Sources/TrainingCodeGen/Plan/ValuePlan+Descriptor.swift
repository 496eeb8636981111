import SwiftProtobuf
import SwiftProtobufPluginLibrary

extension ValuePlan {
  init(_ field: FieldDescriptor, in context: FileContext) {
    if let scalar = ScalarKind(field.type) {
      self.init(scalar, defaultValue: DefaultValue(field, in: context).source)
    } else if let type = field.enumType {
      let value = DefaultValue(field, in: context).source
      self.init(type, defaultValue: value, in: context)
    } else {
      self.init(field.messageType, isGroup: field.isGroup, in: context)
    }
  }

  private init(_ scalar: ScalarKind, defaultValue: String?) {
    self.init(
      category: scalar.category,
      type: scalar.type,
      codec: RuntimeNames.codec(scalar.name),
      visitorName: scalar.name,
      traits: "\(RuntimeNames.swiftProtobuf).Protobuf\(scalar.name)",
      wireType: scalar.wireType,
      defaultValue: defaultValue ?? scalar.defaultValue,
      needsInitializedCheck: false,
      isClosed: false)
  }

  private init(_ type: EnumDescriptor, defaultValue: String?, in context: FileContext) {
    let name = context.namer.fullName(enum: type)
    let codec = "\(RuntimeNames.codec("Enum"))<\(name)>"
    // Generic code may make a value without a warning.
    let first =
      context.isDeprecated(type.values[0])
      ? "\(codec).defaultValue" : context.namer.dottedRelativeName(enumValue: type.values[0])
    self.init(
      category: .enumeration,
      type: name,
      codec: codec,
      visitorName: "Enum",
      traits: name,
      wireType: 0,
      defaultValue: defaultValue ?? first,
      needsInitializedCheck: false,
      isClosed: type.isClosed)
  }

  private init(_ type: Descriptor, isGroup: Bool, in context: FileContext) {
    let name = context.namer.fullName(message: type)
    let isForeign =
      SwiftProtobufInfo.isBundledProto(file: type.file)
      && !RuntimeNames.wellKnownCodecs.contains(type.fullName)
    let codec =
      switch (isForeign, isGroup) {
      case (false, false): "Submessage"
      case (false, true): "Group"
      case (true, false): "ForeignMessage"
      case (true, true): "ForeignGroup"
      }
    let codecType = "\(RuntimeNames.codec(codec))<\(name)>"
    // Generic code may make a message without a warning.
    let value = context.isDeprecated(type) ? "\(codecType).defaultValue" : "\(name)()"
    self.init(
      category: .message,
      type: name,
      codec: codecType,
      visitorName: isGroup ? "Group" : "Message",
      traits: name,
      wireType: isGroup ? 3 : 2,
      defaultValue: value,
      needsInitializedCheck: context.requiredFields.canBeMissing(in: type),
      isClosed: false)
  }
}

extension FieldDescriptor {
  /// Whether the field lies between tags. The entries of maps and what is in them never do, not
  /// even in a file whose default is `DELIMITED`.
  fileprivate var isGroup: Bool {
    type == .group && !containingType.options.mapEntry && messageType?.options.mapEntry != true
  }
}
