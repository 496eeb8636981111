import SwiftSource

/// `isInitialized`, for messages that can lack required fields or hold some that can.
struct InitializedEmitter {
  let plan: MessagePlan

  var source: SwiftSource {
    guard plan.needsInitializedCheck else { return .empty }
    return """
      public var isInitialized: Bool {
        \(SwiftSource.when(plan.isExtensible, extensions))
        \(SwiftSource.lines(plan.fields.filter(\.isRequired).map(presence)))
        \(SwiftSource.lines(plan.groups.map(check)))
        return true
      }
      """
  }

  private var extensions: SwiftSource {
    "if !self._protobuf_extensionFieldValues.isInitialized { return false }"
  }

  /// What costs least is asked first.
  private func presence(_ field: FieldPlan) -> SwiftSource {
    "if self.\(name: field.storedName) == nil { return false }"
  }

  private func check(_ group: FieldGroup) -> SwiftSource {
    switch group {
    case .extensions: return .empty
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
    case .explicit(let boxed):
      let value: SwiftSource =
        boxed ? "self.\(name: field.storedName)?.value" : "self.\(name: field.storedName)"
      return "if let value = \(value), !value.isInitialized { return false }"
    case .repeated, .map:
      return
        "if !ProtoWire.allAreInitialized(self.\(name: field.storedName)) { return false }"
    case .implicit, .oneof:
      return .empty
    }
  }
}
