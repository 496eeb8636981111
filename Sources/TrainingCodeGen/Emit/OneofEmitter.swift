import SwiftSource

/// A oneof: its enum and the property that holds it.
struct OneofEmitter: StyledEmitter {
  let plan: OneofPlan
  let style: FileStyle

  var property: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) var \(name: plan.name): \(name: plan.fullTypeName)? = nil
    """
  }

  var declaration: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: plan.annotation)\(access) nonisolated enum \(name: plan.typeName): Equatable, Sendable {
      \(lines: plan.cases, alternative)
    }
    """
  }

  private func alternative(_ plan: OneofPlan.Case) -> SwiftSource {
    let keyword: SwiftSource = plan.isIndirect ? "indirect case" : "case"
    return """
      \(comment: plan.documentation.text)
      \(keyword) \(name: plan.name)(\(name: plan.type))
      """
  }
}
