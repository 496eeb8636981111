import SwiftSource

/// The property of a field, and where its value is kept.
struct FieldEmitter {
  let plan: FieldPlan
  let access: String

  var property: SwiftSource {
    switch plan.shape {
    case .implicit, .repeated, .map: stored
    case .explicit(let boxed): explicit(boxed: boxed)
    case .oneof(let member): alternative(member)
    }
  }

  /// The storage behind a property with presence; none for the others.
  var storage: SwiftSource {
    guard case .explicit(let boxed) = plan.shape else { return .empty }
    let type: SwiftSource =
      boxed ? "ProtoWire.Indirect<\(name: plan.type)>" : "\(name: plan.type)"
    return "fileprivate var \(name: plan.storageName): \(type)? = nil"
  }

  private var stored: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: access) var \(name: plan.name): \(name: plan.type) = \(name: plan.defaultValue)
    """
  }

  private func explicit(boxed: Bool) -> SwiftSource {
    let read: SwiftSource =
      boxed ? "self.\(name: plan.storageName)?.value" : "self.\(name: plan.storageName)"
    let new: SwiftSource = boxed ? "ProtoWire.Indirect(newValue)" : "newValue"
    return """
      \(comment: plan.documentation.text)
      \(name: access) var \(name: plan.name): \(name: plan.type) {
        get { \(read) ?? \(name: plan.defaultValue) }
        set { self.\(name: plan.storageName) = \(new) }
        _modify { yield &self.\(name: plan.storageName)[orDefault: \(name: plan.defaultValue)] }
      }
      /// Returns true if `\(name: plan.name)` has been explicitly set.
      \(name: access) var \(name: plan.hasName): Bool { self.\(name: plan.storageName) != nil }
      /// Clears the value of `\(name: plan.name)`. Subsequent reads from it will return its default value.
      \(name: access) mutating func \(name: plan.clearName)() { self.\(name: plan.storageName) = nil }
      """
  }

  private func alternative(_ member: FieldPlan.Member) -> SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: access) var \(name: plan.name): \(name: plan.type) {
      get {
        if case \(name: member.caseName)(let value)? = self.\(name: member.property) { return value }
        return \(name: plan.defaultValue)
      }
      set { self.\(name: member.property) = \(name: member.caseName)(newValue) }
      _modify {
        var value = self.\(name: plan.name)
        self.\(name: member.property) = nil
        defer { self.\(name: member.property) = \(name: member.caseName)(value) }
        yield &value
      }
    }
    """
  }
}
