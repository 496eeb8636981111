import SwiftSource

/// The property of a field, and where its value is kept.
struct FieldEmitter: StyledEmitter {
  let plan: FieldPlan
  let style: FileStyle

  var property: SwiftSource {
    switch plan.property {
    case .stored: stored
    case .optional: optional
    case .member:
      """
      \(comment: plan.documentation.text)
      \(member(plan.names.property, access: access))
      """
    case .forwarded: forwarded
    }
  }

  /// The storage behind a property; none for those that are stored themselves.
  var storage: SwiftSource {
    switch plan.storage {
    case .value: "fileprivate var \(kept): \(type) = \(defaultValue)"
    case .optional: "fileprivate var \(kept): \(storedType)?"
    case .member: member(plan.names.storage, access: "fileprivate")
    case nil: .empty
    }
  }

  private var stored: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) var \(name): \(type) = \(defaultValue)
    """
  }

  private var optional: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(attribute)
    \(access) var \(name): \(type) {
      get { self.\(value) ?? \(defaultValue) }
      set { self.\(kept) = \(newValue) }
      _modify { yield &self.\(kept)[_orDefault: \(defaultValue)] }
    }
    /// Whether `\(name)` has been set; `\(name: plan.names.clear)()` resets it to its default value.
    \(attribute)
    \(access) var \(name: plan.names.has): Bool { self.\(kept) != nil }
    \(attribute)
    \(access) mutating func \(name: plan.names.clear)() { self.\(kept) = nil }
    """
  }

  private func member(_ name: String, access: SwiftSource) -> SwiftSource {
    """
    \(access) var \(name: name): \(type) {
      get { if case \(caseName)(let value)? = self.\(oneof) { value } else { \(defaultValue) } }
      set { self.\(oneof) = \(caseName)(newValue) }
      _modify {
        var value = self.\(name: name)
        self.\(oneof) = nil
        defer { self.\(oneof) = \(caseName)(value) }
        yield &value
      }
    }
    """
  }

  private var forwarded: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(attribute)
    \(access) var \(name): \(type) {
      get { self.\(kept) }
      set { self.\(kept) = newValue }
      _modify { yield &self.\(kept) }
    }
    """
  }
}

extension FieldEmitter {
  private var name: SwiftSource { "\(name: plan.names.property)" }
  private var kept: SwiftSource { "\(name: plan.names.storage)" }
  private var type: SwiftSource { "\(name: plan.type)" }
  private var defaultValue: SwiftSource { "\(name: plan.defaultValue)" }
  private var oneof: SwiftSource { "\(name: plan.member?.property ?? "")" }
  private var caseName: SwiftSource { "\(name: plan.member?.caseName ?? "")" }
  private var attribute: SwiftSource { .when(plan.isDeprecated, "@available(*, deprecated)") }

  private var value: SwiftSource { plan.isBoxed ? "\(kept)?.value" : kept }

  private var newValue: SwiftSource { plan.isBoxed ? "\(wire.Indirect)(newValue)" : "newValue" }

  private var storedType: SwiftSource {
    plan.isBoxed ? "\(wire.Indirect)<\(type)>" : type
  }
}
