import SwiftSource

/// `isInitialized`, for messages that can lack required fields or hold some that can.
struct InitializedEmitter: StyledEmitter {
  let plan: MessagePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    guard let checks = plan.initializedChecks else { return .empty }
    if checks == [.extensions] {
      return "public var isInitialized: Bool { self._protobuf_extensionFieldValues.isInitialized }"
    }
    return """
      public var isInitialized: Bool {
        \(lines: checks, check)
        return true
      }
      """
  }

  private var storage: SwiftSource { "\(name: plan.storage)" }

  private func check(_ check: InitializedCheck) -> SwiftSource {
    switch check {
    case .extensions:
      return "if !self._protobuf_extensionFieldValues.isInitialized { return false }"
    case .presence(let property):
      return "if \(storage).\(name: property) == nil { return false }"
    case .value(let property, let isBoxed):
      let value: SwiftSource = isBoxed ? "\(name: property)?.value" : "\(name: property)"
      return "if let value = \(storage).\(value), !value.isInitialized { return false }"
    case .values(let property):
      return
        "if !\(wire.WireGenerated).areInitialized(\(storage).\(name: property)) { return false }"
    case .member(let group):
      let statement: SwiftSource = "if !value.isInitialized { return false }"
      return OneofSwitch(
        plan: group, storage: plan.storage, statements: group.members.map { _ in statement }
      ).source
    }
  }
}
