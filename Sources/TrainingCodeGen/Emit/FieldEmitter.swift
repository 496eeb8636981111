import SwiftSource

/// The property of a field, and where its value is kept.
struct FieldEmitter: StyledEmitter {
  let plan: FieldPlan

  /// Where the message keeps its fields if they aren't stored in itself.
  let box: FieldsBox?

  let style: FileStyle

  var property: SwiftSource {
    switch plan.property {
    case .stored: box != nil ? forwarded : stored
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
  var hidden: SwiftSource {
    switch plan.storage {
    case .member: member(plan.names.storage, access: "fileprivate")
    case .value, .optional: box != nil ? .empty : "fileprivate \(declaration)"
    case nil: .empty
    }
  }

  /// The property in the struct on the heap; none for members of oneofs.
  var boxed: SwiftSource { plan.member == nil ? declaration : .empty }

  private var declaration: SwiftSource {
    let name: SwiftSource = "\(name: plan.storedName)"
    return plan.storage == .optional
      ? "var \(name): \(storedType)?" : "var \(name): \(type) = \(defaultValue)"
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
      get { \(value) ?? \(defaultValue) }
      \(setter)
      _modify { yield &\(kept)[_orDefault: \(defaultValue)] }
    }
    /// Whether `\(name)` has been set; `\(name: plan.names.clear)()` resets it to its default value.
    \(attribute)
    \(access) var \(name: plan.names.has): Bool { \(kept) != nil }
    \(attribute)
    \(access) mutating func \(name: plan.names.clear)() { \(kept) = nil }
    """
  }

  // Setting a value without a setter changes it in place. A setter spares that from making a default
  // message first.

  private var setter: SwiftSource {
    .when(plan.value.isMessage, "set { \(kept) = \(newValue) }")
  }

  private var memberSetter: SwiftSource {
    .when(plan.value.isMessage, "set { self.\(oneof) = \(caseName)(newValue) }")
  }

  private func member(_ name: String, access: SwiftSource) -> SwiftSource {
    """
    \(access) var \(name: name): \(type) {
      get { if case \(caseName)(let value)? = self.\(oneof) { value } else { \(defaultValue) } }
      \(memberSetter)
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
    \(access) var \(name): \(type)\(ForwardedAccess(property: kept).source)
    """
  }
}

extension FieldEmitter {
  private var name: SwiftSource { "\(name: plan.names.property)" }
  private var kept: SwiftSource {
    let place: SwiftSource = plan.member == nil ? "\(name: box?.value ?? "self")" : "self"
    return "\(place).\(name: plan.storedName)"
  }
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
