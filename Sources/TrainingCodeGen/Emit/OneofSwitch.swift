import SwiftSource

/// A switch over the value of a oneof with one statement for each of some members.
struct OneofSwitch {
  let oneof: OneofPlan
  let members: [FieldPlan]
  let cases: [SwiftSource]

  var source: SwiftSource {
    """
    switch self.\(name: oneof.name) {
    \(SwiftSource.lines(zip(members, cases).map(alternative)))
    \(rest)
    }
    """
  }

  private func alternative(_ field: FieldPlan, _ statement: SwiftSource) -> SwiftSource {
    guard case .oneof(let member) = field.shape else { return .empty }
    return "case \(name: member.caseName)(let value)?: \(statement)"
  }

  private var rest: SwiftSource {
    let isExhaustive = members.count == oneof.members.count && members.count < 500
    return isExhaustive ? "case nil: break" : "default: break"
  }
}
