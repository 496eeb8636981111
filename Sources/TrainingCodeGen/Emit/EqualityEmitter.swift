import SwiftSource

/// `==`: every field and the unknown ones. What can contain the message itself is compared last, where
/// hardly anything is kept on the stack meanwhile.
struct EqualityEmitter: StyledEmitter {
  let plan: MessagePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    """
    \(access) static func == (lhs: Self, rhs: Self) -> Bool {
      \(shared)
      \(result(of: values + others + recursions))
    }
    """
  }

  /// The comparison of the fields in a box, but for those that can contain the message itself.
  var boxMember: SwiftSource {
    .when(
      !boxedValues.isEmpty,
      """
      @inline(never) static func areEqual(_ lhs: \(wire.Indirect)<Self>, _ rhs: \(wire.Indirect)<Self>) -> Bool {
        \(result(of: boxedValues))
      }
      """)
  }

  /// Messages that share their fields can only differ in what isn't in the box.
  private var shared: SwiftSource {
    plan.box.map { box in
      "if lhs.\(name: box.property).isShared(with: rhs.\(name: box.property)) { return \(SwiftSource.conjunction(others)) }"
    } ?? .empty
  }

  /// An expression doesn't need the keyword where it is the only statement.
  private var keyword: SwiftSource { .when(plan.box != nil, "return ") }

  /// The comparisons of what can't contain the message itself.
  private var values: [SwiftSource] {
    let values = plan.comparisons.filter { !$0.isRecursive }
    guard let box = plan.box else { return values.map(comparison) }
    let property: SwiftSource = "\(name: box.property)"
    return values.isEmpty
      ? [] : ["\(name: box.type).areEqual(lhs.\(property), rhs.\(property))"]
  }

  private var boxedValues: [SwiftSource] {
    plan.comparisons.filter { !$0.isRecursive }.map { comparison($0, in: ".value") }
  }

  private var recursions: [SwiftSource] {
    plan.comparisons.filter(\.isRecursive).map(comparison)
  }

  private var others: [SwiftSource] {
    extensions + ["lhs.unknownFields == rhs.unknownFields"]
  }

  private func result(of comparisons: [SwiftSource]) -> SwiftSource {
    guard comparisons.count > 2 else { return "\(keyword)\(SwiftSource.conjunction(comparisons))" }
    return """
      \(guarded(comparisons.dropLast()))
      return \(comparisons[comparisons.count - 1])
      """
  }

  /// The compiler looks at each condition by itself, which it would not if they were one expression.
  private func guarded(_ comparisons: [SwiftSource]) -> SwiftSource {
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

  private func comparison(_ comparison: MessagePlan.Comparison) -> SwiftSource {
    self.comparison(
      comparison, in: .when(plan.box != nil, ".\(name: plan.box?.property ?? "").value"))
  }

  /// - Parameter place: what has the property, in a message.
  private func comparison(_ plan: MessagePlan.Comparison, in place: SwiftSource) -> SwiftSource {
    let path: SwiftSource = "\(place).\(name: plan.property)"
    if plan.isShared { return "\(wire.WireGenerated).areEqual(lhs\(path), rhs\(path))" }
    return plan.looksLikeNaN ? "(lhs\(path)) == (rhs\(path))" : "lhs\(path) == rhs\(path)"
  }

  private var extensions: [SwiftSource] {
    guard plan.isExtensible else { return [] }
    return ["lhs._protobuf_extensionFieldValues == rhs._protobuf_extensionFieldValues"]
  }
}
