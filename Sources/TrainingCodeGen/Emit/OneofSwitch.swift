import SwiftSource

/// A switch over the value of a oneof with one statement for each of some members.
struct OneofSwitch {
  let plan: MemberGroup

  /// What has the property that holds the oneof.
  let storage: String
  let statements: [SwiftSource]

  var source: SwiftSource {
    """
    switch \(name: storage).\(name: plan.property) {
    \(alternatives)
    \(rest)
    }
    """
  }

  private var alternatives: SwiftSource {
    .lines(zip(plan.members.compactMap(\.member), statements).map(alternative))
  }

  private var rest: SwiftSource { plan.isExhaustive ? "case nil: break" : "default: break" }

  private func alternative(_ member: FieldPlan.Member, _ statement: SwiftSource) -> SwiftSource {
    "case \(name: member.caseName)(let value)?: \(statement)"
  }
}
