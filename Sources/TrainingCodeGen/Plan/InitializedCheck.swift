/// One step of `isInitialized`, in a message that can lack required fields.
enum InitializedCheck: Hashable {
  /// The extension fields have to be complete.
  case extensions
  /// This property has to have a value.
  case presence(property: String)
  /// The value of this property has to be complete if there is one.
  case value(property: String, isBoxed: Bool)
  /// Every value of this property has to be complete.
  case values(property: String)
  /// The member that a oneof is set to has to be complete if it is one of these.
  case member(MemberGroup)

  /// The steps, the cheapest first; `nil` if no required field can be missing.
  static func checks(
    _ fields: [FieldPlan], _ groups: [FieldGroup], isExtensible: Bool
  ) -> [InitializedCheck]? {
    let oneofs = OneofSizes(fields)
    let required = fields.filter(\.isRequired).map {
      InitializedCheck.presence(property: $0.storedName)
    }
    let checks =
      (isExtensible ? [.extensions] : []) + required + groups.compactMap { check($0, oneofs) }
    return checks.isEmpty ? nil : checks
  }

  private static func check(_ group: FieldGroup, _ oneofs: OneofSizes) -> InitializedCheck? {
    switch group {
    case .extensions: return nil
    case .field(let field):
      guard field.value.needsInitializedCheck else { return nil }
      return field.isCollection
        ? .values(property: field.storedName)
        : .value(property: field.storedName, isBoxed: field.isBoxed)
    case .members(let group):
      let checked = group.members.filter(\.value.needsInitializedCheck)
      return checked.isEmpty ? nil : .member(oneofs.group(of: checked))
    }
  }
}
