import SwiftSource

/// `==`: every field and the unknown ones.
struct EqualityEmitter: StyledEmitter {
  let plan: MessagePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    """
    \(access) static func == (lhs: Self, rhs: Self) -> Bool {
      \(result)
    }
    """
  }

  private var comparisons: [SwiftSource] { plan.comparisons.map(comparison) + extensions }

  private var result: SwiftSource {
    let unknownFields: SwiftSource = "lhs.unknownFields == rhs.unknownFields"
    switch comparisons.count {
    case 0: return unknownFields
    case 1: return "\(comparisons[0]) && \(unknownFields)"
    default:
      return """
        \(guarded)
        return \(unknownFields)
        """
    }
  }

  /// The compiler looks at each condition by itself, which it would not if they were one expression.
  private var guarded: SwiftSource {
    let conditions = SwiftSource.wrapped(comparisons).lines
    guard conditions.count > 1 else {
      return "guard \(SwiftSource(lines: conditions)) else { return false }"
    }
    return """
      guard \(SwiftSource(lines: [conditions[0]]))
        \(SwiftSource(lines: Array(conditions.dropFirst())))
      else { return false }
      """
  }

  private func comparison(_ plan: MessagePlan.Comparison) -> SwiftSource {
    let name: SwiftSource = "\(name: plan.property)"
    return plan.isShared
      ? "\(wire.WireGenerated).areEqual(lhs.\(name), rhs.\(name))" : "lhs.\(name) == rhs.\(name)"
  }

  private var extensions: [SwiftSource] {
    guard plan.isExtensible else { return [] }
    return ["lhs._protobuf_extensionFieldValues == rhs._protobuf_extensionFieldValues"]
  }
}
