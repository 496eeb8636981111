import SwiftSource

/// `==`: every field and the unknown ones.
struct EqualityEmitter {
  let plan: MessagePlan

  var source: SwiftSource {
    """
    \(name: plan.access) static func == (lhs: \(name: plan.fullName), rhs: \(name: plan.fullName)) -> Bool {
      \(SwiftSource.lines(fields.map(comparison)))
      \(SwiftSource.when(plan.isExtensible, extensions))
      return lhs.unknownFields == rhs.unknownFields
    }
    """
  }

  /// The fields in the order of declaration; of a oneof the first stands for all.
  private var fields: [FieldPlan] {
    var oneofs: Set<String> = []
    return plan.fields.filter { field in
      guard case .oneof(let member) = field.shape else { return true }
      return oneofs.insert(member.property).inserted
    }
  }

  private func comparison(_ field: FieldPlan) -> SwiftSource {
    let name: SwiftSource = "\(name: property(of: field))"
    return isShared(field)
      ? "if !ProtoWire.areEqual(lhs.\(name), rhs.\(name)) { return false }"
      : "if lhs.\(name) != rhs.\(name) { return false }"
  }

  /// Whether the runtime compares: it does what would be much code where it stands.
  private func isShared(_ field: FieldPlan) -> Bool {
    guard plan.hasCodec else { return false }
    switch field.shape {
    case .map, .oneof: return true
    case .implicit, .explicit, .repeated: return field.value.category == .message
    }
  }

  private func property(of field: FieldPlan) -> String {
    switch field.shape {
    case .implicit, .explicit, .repeated, .map: field.storedName
    case .oneof(let member): member.property
    }
  }

  private var extensions: SwiftSource {
    "if lhs._protobuf_extensionFieldValues != rhs._protobuf_extensionFieldValues { return false }"
  }
}
