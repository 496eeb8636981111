import SwiftSource

/// `==`: every field and the unknown ones.
struct EqualityEmitter {
  let plan: MessagePlan

  var source: SwiftSource {
    """
    \(name: plan.access) static func == (lhs: \(name: plan.fullName), rhs: \(name: plan.fullName)) -> Bool {
      \(SwiftSource.lines(properties.map(comparison)))
      \(SwiftSource.when(plan.isExtensible, comparison("_protobuf_extensionFieldValues")))
      return lhs.unknownFields == rhs.unknownFields
    }
    """
  }

  /// The stored properties in the order of declaration, a oneof's once.
  private var properties: [String] {
    plan.fields.reduce(into: []) { names, field in
      let name = Self.property(of: field)
      if names.last != name && !names.contains(name) { names.append(name) }
    }
  }

  private static func property(of field: FieldPlan) -> String {
    switch field.shape {
    case .implicit, .explicit, .repeated, .map: field.storedName
    case .oneof(let member): member.property
    }
  }

  private func comparison(_ property: String) -> SwiftSource {
    "if lhs.\(name: property) != rhs.\(name: property) { return false }"
  }
}
