import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A field that the file adds to another message.
struct ExtensionPlan: Hashable {
  let documentation: Documentation
  let number: Int32

  /// The full name in the proto.
  let protoName: String

  /// The message that is extended, as the top of the file and the constant's scope reach it.
  let extendee: String
  let innerExtendee: String

  /// The message in whose scope the extension is declared; `nil` at the top of the file.
  let scope: String?

  /// The constant's name in its scope, in full, and as the accessors reach it.
  let name: String
  let fullName: String
  let innerName: String

  /// The accessors on the extended message.
  let valueName: String
  let hasName: String
  let clearName: String

  /// SwiftProtobuf's type for the field, e.g. `OptionalExtensionField<ProtobufString>`.
  let fieldType: String

  let value: ValuePlan
  let isRepeated: Bool

  /// Whether the compiler is to warn the users of the accessors.
  let isDeprecated: Bool

  init(_ field: FieldDescriptor, in file: FileContext) {
    let context = file.inside(extensionOf: field)
    let names = context.namer.messagePropertyNames(extensionField: field)
    let value = ValuePlan(field, in: context)
    self.documentation = Documentation(field, in: context)
    self.number = field.number
    self.protoName = field.extensionName
    self.extendee = file.name(of: field.containingType)
    self.innerExtendee = context.name(of: field.containingType)
    self.scope = field.extensionScope.map { context.fullName(of: $0) }
    self.name = context.constantName(ofExtension: field)
    self.fullName = context.fullName(ofExtension: field)
    self.innerName = context.name(ofExtension: field)
    self.valueName = SwiftWords.escapedMember(names.value)
    self.hasName = names.has
    self.clearName = names.clear
    self.value = value
    self.isRepeated = field.isRepeated
    self.isDeprecated = context.isDeprecated(field)
    self.fieldType = Self.fieldType(field, value, context.style.modules)
  }

  private static func fieldType(
    _ field: FieldDescriptor, _ value: ValuePlan, _ modules: ModuleNames
  ) -> String {
    let label =
      if field.isRepeated {
        field.isPacked ? "Packed" : "Repeated"
      } else {
        field.isRequired ? "Required" : "Optional"
      }
    let type = modules.protobuf("\(label)\(value.family)ExtensionField")
    return "\(type)<\(value.protobufType)>"
  }

  /// The type of the accessor.
  var type: String { isRepeated ? "[\(value.type)]" : value.type }

  /// The accessor's value when the extension is not set.
  var defaultValue: String { isRepeated ? "[]" : value.defaultValue }
}

extension FileContext {
  /// The context of the accessors in the extended message and of the constant in its scope, which name
  /// the same types.
  fileprivate func inside(extensionOf field: FieldDescriptor) -> FileContext {
    var context = inside(field.containingType)
    guard let scope = field.extensionScope else { return context }
    context = context.inside(constantsIn: scope)
    return sequence(first: scope, next: \.containingType).reduce(context) { $0.inside($1) }
  }
}

extension FieldDescriptor {
  /// The name of an extension in text format. Members of a `MessageSet` that are declared inside
  /// their own message go by the message's name.
  fileprivate var extensionName: String {
    let isMember =
      containingType.options.messageSetWireFormat && type == .message && !isRepeated && !isRequired
      && messageType === extensionScope
    return isMember ? messageType.fullName : fullName
  }
}
