import SwiftProtobufPluginLibrary

extension FieldPlan {
  init(_ field: FieldDescriptor, in context: FileContext) {
    let hasPresence = field.hasPresence && field.realContainingOneof == nil
    let names = context.namer.messagePropertyNames(
      field: field, prefixed: "_", includeHasAndClear: hasPresence)
    let valueField = field.messageType?.mapKeyAndValue?.value ?? field
    self.init(
      protoName: field.groupName ?? field.name,
      number: field.number,
      documentation: Documentation(field, in: context),
      names: Names(
        property: SwiftWords.escapedMember(names.name), storage: names.prefixed, has: names.has,
        clear: names.clear),
      shape: FieldShape(field, in: context),
      value: ValuePlan(valueField, in: context),
      modules: context.style.modules,
      isRequired: field.isRequired,
      isDeprecated: context.isDeprecated(field))
  }
}

extension FieldShape {
  fileprivate init(_ field: FieldDescriptor, in context: FileContext) {
    if let (key, _) = field.messageType?.mapKeyAndValue {
      self = .map(key: ValuePlan(key, in: context))
    } else if field.isRepeated {
      self = .repeated(packed: field.isPacked)
    } else if let oneof = field.realContainingOneof {
      self = .oneof(FieldPlan.Member(field, of: oneof, in: context))
    } else if field.hasPresence {
      self = .explicit(boxed: context.boxing.isBoxed(field))
    } else {
      self = .implicit
    }
  }
}

extension FieldPlan.Member {
  fileprivate init(_ field: FieldDescriptor, of oneof: OneofDescriptor, in context: FileContext) {
    let names = context.namer.messagePropertyNames(
      field: field, prefixed: ".", includeHasAndClear: false)
    self.init(
      property: SwiftWords.escapedMember(
        context.namer.messagePropertyName(oneof: oneof).name),
      caseName: names.prefixed,
      isIndirect: context.boxing.isBoxed(field))
  }
}
