import SwiftProtobuf
import SwiftProtobufPluginLibrary

extension ValuePlan {
  init(_ field: FieldDescriptor, in context: FileContext) {
    if let scalar = ScalarKind(field.type) {
      self.init(scalar, defaultValue: DefaultValue(field, in: context).source, in: context)
    } else if let type = field.enumType {
      let value = DefaultValue(field, in: context).source
      self.init(type, defaultValue: value, in: context)
    } else {
      self.init(field.messageType, isGroup: field.isGroup, in: context)
    }
  }

  private init(_ scalar: ScalarKind, defaultValue: String?, in context: FileContext) {
    let modules = context.style.modules
    self.init(
      type: scalar.type,
      codec: modules.codec(scalar.name),
      visitorName: scalar.name,
      protobufType: modules.protobuf("Protobuf\(scalar.name)"),
      family: "",
      wireType: scalar.wireType,
      defaultValue: defaultValue ?? scalar.defaultValue,
      setTest: scalar.setTest,
      isMessage: false,
      isRecursive: false,
      needsInitializedCheck: false,
      isClosed: false)
  }

  private init(_ type: EnumDescriptor, defaultValue: String?, in context: FileContext) {
    let name = context.name(of: type)
    let codec = context.style.modules.enumCodec(of: name)
    // Generic code may make a value without a warning.
    let first =
      context.isDeprecated(type.values[0])
      ? "\(codec).defaultValue" : context.namer.dottedRelativeName(enumValue: type.values[0])
    self.init(
      type: name,
      codec: codec,
      visitorName: "Enum",
      protobufType: name,
      family: "Enum",
      wireType: 0,
      defaultValue: defaultValue ?? first,
      setTest: .differs,
      isMessage: false,
      isRecursive: false,
      needsInitializedCheck: false,
      isClosed: type.isClosed)
  }

  private init(_ type: Descriptor, isGroup: Bool, in context: FileContext) {
    let name = context.name(of: type)
    let family = isGroup ? "Group" : "Message"
    let codecName =
      switch (type.hasForeignCodec, isGroup) {
      case (false, false): "Submessage"
      case (false, true): "Group"
      case (true, false): "ForeignMessage"
      case (true, true): "ForeignGroup"
      }
    let codec = "\(context.style.modules.codec(codecName))<\(name)>"
    // Generic code may make a message without a warning.
    let value = context.isDeprecated(type) ? "\(codec).defaultValue" : "\(name)()"
    self.init(
      type: name,
      codec: codec,
      visitorName: family,
      protobufType: name,
      family: family,
      wireType: isGroup ? 3 : 2,
      defaultValue: value,
      setTest: .differs,
      isMessage: true,
      isRecursive: context.boxing.isRecursive(type),
      needsInitializedCheck: context.requiredFields.isFound(in: type),
      isClosed: false)
  }
}

extension Descriptor {
  /// Whether SwiftProtobuf has the message's only codec.
  fileprivate var hasForeignCodec: Bool {
    SwiftProtobufInfo.isBundledProto(file: file) && !Self.wellKnownCodecs.contains(fullName)
  }

  /// The messages of SwiftProtobuf's own that the runtime has a codec for.
  private static let wellKnownCodecs: Set<String> = Set(
    [
      "Any", "BoolValue", "BytesValue", "DoubleValue", "Duration", "Empty", "FieldMask",
      "FloatValue", "Int32Value", "Int64Value", "ListValue", "StringValue", "Struct", "Timestamp",
      "UInt32Value", "UInt64Value", "Value",
    ].map { "google.protobuf.\($0)" })
}

extension FieldDescriptor {
  /// Whether the field lies between tags. The entries of maps and what is in them never do, not
  /// even in a file whose default is `DELIMITED`.
  fileprivate var isGroup: Bool {
    type == .group && !containingType.options.mapEntry && messageType?.options.mapEntry != true
  }
}
