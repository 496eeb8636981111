import SwiftProtobufPluginLibrary

/// A oneof: an enum with a case for each member and a property that holds it.
struct OneofPlan: Hashable {
  let documentation: Documentation

  /// The attribute for users that have to expect new cases, with a blank behind it; mostly empty.
  let annotation: String

  /// The enum's name, relative and in full, e.g. `OneOf_Choice`.
  let typeName: String
  let fullTypeName: String

  /// The property's name.
  let name: String

  /// The members in the order of declaration.
  let members: [FieldPlan]

  init(_ oneof: OneofDescriptor, fields: [FieldPlan], in context: FileContext) {
    let name = context.namer.messagePropertyName(oneof: oneof).name
    self.documentation = Documentation(comment: oneof)
    self.annotation = context.openEnumAnnotation
    self.typeName = context.namer.relativeName(oneof: oneof)
    self.fullTypeName = context.namer.fullName(oneof: oneof)
    self.name = name
    self.members = fields.filter { field in
      guard case .oneof(let member) = field.shape else { return false }
      return member.property == name
    }
  }
}
