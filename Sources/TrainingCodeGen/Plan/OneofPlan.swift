import SwiftProtobufPluginLibrary

/// A oneof: an enum with a case for each member and a property that holds it.
struct OneofPlan: Hashable {
  /// A case of the enum.
  struct Case: Hashable {
    let documentation: Documentation
    let name: String
    let type: String
    let isIndirect: Bool
  }

  let documentation: Documentation

  /// The attribute for users that have to expect new cases, with a blank behind it; mostly empty.
  let annotation: String

  /// The enum's name in its scope, e.g. `OneOf_Choice`, and in full, as the message's own
  /// declarations reach it.
  let typeName: String
  let fullTypeName: String

  /// The property's name.
  let name: String

  /// One case for each member, in the order of declaration.
  let cases: [Case]

  init(_ oneof: OneofDescriptor, members: [FieldPlan], in context: FileContext) {
    self.documentation = Documentation(comment: oneof, in: context)
    self.annotation = context.openEnumAnnotation
    self.typeName = context.namer.relativeName(oneof: oneof)
    self.fullTypeName = context.name(of: oneof)
    self.name = SwiftWords.escapedMember(context.namer.messagePropertyName(oneof: oneof).name)
    self.cases = members.map { field in
      Case(
        documentation: field.documentation, name: field.names.property, type: field.type,
        isIndirect: field.member?.isIndirect == true)
    }
  }
}
