import SwiftProtobufPluginLibrary

extension FieldPlan {
  init(_ field: FieldDescriptor, in context: FileContext) {
    let shape = Shape(field, in: context)
    let hasPresence = field.hasPresence && field.realContainingOneof == nil
    let names = context.namer.messagePropertyNames(
      field: field, prefixed: "_", includeHasAndClear: hasPresence)
    let valueField = field.messageType?.mapKeyAndValue?.value ?? field
    self.init(
      number: field.number,
      documentation: Documentation(field),
      name: names.name,
      storageName: names.prefixed,
      hasName: names.has,
      clearName: names.clear,
      value: ValuePlan(valueField, in: context),
      shape: shape,
      isRequired: field.isRequired,
      isDeprecated: context.isDeprecated(field))
  }
}

extension FieldPlan.Shape {
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
      property: context.namer.messagePropertyName(oneof: oneof).name,
      caseName: names.prefixed,
      isIndirect: context.boxing.isBoxed(field))
  }
}
