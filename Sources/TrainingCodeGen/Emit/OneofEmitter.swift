import SwiftSource

/// A oneof: its enum and the property that holds it.
struct OneofEmitter {
  let plan: OneofPlan
  let access: String

  var property: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: access) var \(name: plan.name): \(name: plan.fullTypeName)? = nil
    """
  }

  var declaration: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: plan.annotation)\(name: access) nonisolated enum \(name: plan.typeName): Equatable, Sendable {
      \(SwiftSource.lines(plan.members.map(alternative)))
    }
    """
  }

  private func alternative(_ field: FieldPlan) -> SwiftSource {
    guard case .oneof(let member) = field.shape else { return .empty }
    let keyword: SwiftSource = member.isIndirect ? "indirect case" : "case"
    return """
      \(comment: field.documentation.text)
      \(keyword) \(name: field.name)(\(name: field.type))
      """
  }
}
