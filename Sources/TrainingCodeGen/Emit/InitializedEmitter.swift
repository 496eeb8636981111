import SwiftSource

/// `isInitialized`, for messages that hold some of another syntax, which may lack required fields.
struct InitializedEmitter {
  let plan: MessagePlan

  var source: SwiftSource {
    guard plan.needsInitializedCheck else { return .empty }
    return """
      public var isInitialized: Bool {
        \(SwiftSource.lines(plan.groups.map(check)))
        return true
      }
      """
  }

  private func check(_ group: FieldGroup) -> SwiftSource {
    switch group {
    case .field(let field): return check(field)
    case .oneof(let oneof, let members):
      let checked = members.filter(\.value.needsInitializedCheck)
      guard !checked.isEmpty else { return .empty }
      let statement: SwiftSource = "if !value.isInitialized { return false }"
      return OneofSwitch(
        oneof: oneof, members: checked, cases: checked.map { _ in statement }
      ).source
    }
  }

  private func check(_ field: FieldPlan) -> SwiftSource {
    guard field.value.needsInitializedCheck else { return .empty }
    switch field.shape {
    case .explicit:
      return
        "if self.\(name: field.hasName), !self.\(name: field.name).isInitialized { return false }"
    case .repeated, .map:
      return
        "if !SwiftProtobuf.Internal.areAllInitialized(self.\(name: field.name)) { return false }"
    case .implicit, .oneof:
      return .empty
    }
  }
}
