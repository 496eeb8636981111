import SwiftSource

/// `==`: every field and the unknown ones.
struct EqualityEmitter: StyledEmitter {
  let plan: MessagePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    """
    \(access) static func == (lhs: \(name: plan.fullName), rhs: \(name: plan.fullName)) -> Bool {
      \(SwiftSource.lines(plan.comparisons.map(comparison)))
      \(SwiftSource.when(plan.isExtensible, extensions))
      return lhs.unknownFields == rhs.unknownFields
    }
    """
  }

  private func comparison(_ plan: MessagePlan.Comparison) -> SwiftSource {
    let name: SwiftSource = "\(name: plan.property)"
    return plan.isShared
      ? "if !\(wire).areEqual(lhs.\(name), rhs.\(name)) { return false }"
      : "if lhs.\(name) != rhs.\(name) { return false }"
  }

  private var extensions: SwiftSource {
    "if lhs._protobuf_extensionFieldValues != rhs._protobuf_extensionFieldValues { return false }"
  }
}
