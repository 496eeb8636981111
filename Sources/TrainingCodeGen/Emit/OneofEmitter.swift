import SwiftSource

/// A oneof: its enum and the property that holds it.
struct OneofEmitter: StyledEmitter {
  let plan: OneofPlan

  /// Where the message keeps its fields if they aren't stored in itself.
  let box: FieldsBox?
  let style: FileStyle

  var property: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) var \(name: plan.name): \(name: plan.fullTypeName)?\(value)
    """
  }

  private var value: SwiftSource {
    let property: SwiftSource = "\(name: box?.value ?? "self").\(name: plan.name)"
    return box != nil ? ForwardedAccess(property: property).source : " = nil"
  }

  /// The property in the struct on the heap.
  var boxed: SwiftSource { "var \(name: plan.name): \(name: plan.fullTypeName)?" }

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
