import SwiftSource

/// The property of a field, and where its value is kept.
struct FieldEmitter {
  let plan: FieldPlan
  let access: String

  var property: SwiftSource {
    guard !plan.isDeprecated else { return deprecated }
    switch plan.shape {
    case .implicit, .repeated, .map: return stored
    case .explicit(let boxed): return explicit(boxed: boxed)
    case .oneof(let member): return alternative(member, name: plan.name, access: access)
    }
  }

  /// The storage behind a property; none for those that are stored themselves.
  var storage: SwiftSource {
    switch plan.shape {
    case .implicit, .repeated, .map:
      let value: SwiftSource = "\(name: plan.type) = \(name: plan.defaultValue)"
      return .when(plan.isDeprecated, "fileprivate var \(name: plan.storageName): \(value)")
    case .explicit(let boxed):
      let type: SwiftSource =
        boxed ? "ProtoWire.Indirect<\(name: plan.type)>" : "\(name: plan.type)"
      return "fileprivate var \(name: plan.storageName): \(type)? = nil"
    case .oneof(let member):
      let property = alternative(member, name: plan.storageName, access: "fileprivate")
      return .when(plan.isDeprecated, property)
    }
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
      \(attribute)
      \(name: access) var \(name: plan.name): \(name: plan.type) {
        get { \(read) ?? \(name: plan.defaultValue) }
        set { self.\(name: plan.storageName) = \(new) }
        _modify { yield &self.\(name: plan.storageName)[orDefault: \(name: plan.defaultValue)] }
      }
      /// Returns true if `\(name: plan.name)` has been explicitly set.
      \(attribute)
      \(name: access) var \(name: plan.hasName): Bool { self.\(name: plan.storageName) != nil }
      /// Clears the value of `\(name: plan.name)`. Subsequent reads from it will return its default value.
      \(attribute)
      \(name: access) mutating func \(name: plan.clearName)() { self.\(name: plan.storageName) = nil }
      """
  }

  private func alternative(
    _ member: FieldPlan.Member, name: String, access: String
  ) -> SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: access) var \(name: name): \(name: plan.type) {
      get {
        if case \(name: member.caseName)(let value)? = self.\(name: member.property) { return value }
        return \(name: plan.defaultValue)
      }
      set { self.\(name: member.property) = \(name: member.caseName)(newValue) }
      _modify {
        var value = self.\(name: name)
        self.\(name: member.property) = nil
        defer { self.\(name: member.property) = \(name: member.caseName)(value) }
        yield &value
      }
    }
    """
  }
}

extension FieldEmitter {
  private var attribute: SwiftSource { .when(plan.isDeprecated, "@available(*, deprecated)") }

  /// Generated code goes past the property that draws warnings.
  private var deprecated: SwiftSource {
    if case .explicit(let boxed) = plan.shape { return explicit(boxed: boxed) }
    return """
      \(comment: plan.documentation.text)
      \(attribute)
      \(name: access) var \(name: plan.name): \(name: plan.type) {
        get { self.\(name: plan.storageName) }
        set { self.\(name: plan.storageName) = newValue }
        _modify { yield &self.\(name: plan.storageName) }
      }
      """
  }
}
