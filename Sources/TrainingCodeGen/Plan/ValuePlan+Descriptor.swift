import SwiftProtobufPluginLibrary

extension ValuePlan {
  init(_ field: FieldDescriptor, in context: FileContext) {
    if let scalar = ScalarKind(field.type) {
      self.init(scalar)
    } else if let type = field.enumType {
      self.init(type, in: context)
    } else {
      self.init(field.messageType, in: context)
    }
  }

  private init(_ scalar: ScalarKind) {
    self.init(
      category: scalar.category,
      type: scalar.type,
      codec: RuntimeNames.codec(scalar.name),
      visitorName: scalar.name,
      traits: "\(RuntimeNames.swiftProtobuf).Protobuf\(scalar.name)",
      wireType: scalar.wireType,
      defaultValue: scalar.defaultValue,
      needsInitializedCheck: false)
  }

  private init(_ type: EnumDescriptor, in context: FileContext) {
    let name = context.namer.fullName(enum: type)
    self.init(
      category: .enumeration,
      type: name,
      codec: "\(RuntimeNames.codec("Enum"))<\(name)>",
      visitorName: "Enum",
      traits: name,
      wireType: 0,
      defaultValue: context.namer.dottedRelativeName(enumValue: type.values[0]),
      needsInitializedCheck: false)
  }

  private init(_ type: Descriptor, in context: FileContext) {
    let name = context.namer.fullName(message: type)
    let isForeign = SwiftProtobufInfo.isBundledProto(file: type.file)
    self.init(
      category: .message,
      type: name,
      codec: "\(RuntimeNames.codec(isForeign ? "ForeignMessage" : "Submessage"))<\(name)>",
      visitorName: "Message",
      traits: name,
      wireType: 2,
      defaultValue: "\(name)()",
      needsInitializedCheck: type.canLackRequiredFields)
  }
}

extension Descriptor {
  /// Whether a value of this type, or one inside it, can lack a required field. Extensions may
  /// bring some along.
  var canLackRequiredFields: Bool {
    var seen: Set<String> = []
    return canLackRequiredFields(&seen)
  }

  private func canLackRequiredFields(_ seen: inout Set<String>) -> Bool {
    guard seen.insert(fullName).inserted else { return false }
    if !messageExtensionRanges.isEmpty { return true }
    return fields.contains { field in
      field.isRequired || field.messageType?.canLackRequiredFields(&seen) == true
    }
  }
}
