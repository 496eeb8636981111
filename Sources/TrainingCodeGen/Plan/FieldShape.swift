/// How often a field occurs, and how its absence shows.
enum FieldShape: Hashable {
  /// Once; the default value is as good as none.
  case implicit
  /// Once or not at all; on the heap if `boxed`.
  case explicit(boxed: Bool)
  /// Any number of times, written with one tag for all if `packed`.
  case repeated(packed: Bool)
  /// A map with such keys; the field's value is the map's.
  case map(key: ValuePlan)
  /// One of several alternatives, of which at most one is set.
  case oneof(FieldPlan.Member)
}

extension FieldShape {
  /// What a shape decides, whatever the kind of the value.
  struct Traits {
    /// The verb that measures and writes.
    let write: String

    /// The verb that reads; `nil` if the kind of the value decides it.
    let read: String?

    /// The first word of the visitor's and the decoder's calls.
    let visit: String
    let decode: String

    /// Whether there can be several values.
    let isCollection: Bool

    /// The declaration of the property.
    let property: FieldPlan.Property
  }

  /// One row for each shape.
  var traits: Traits {
    switch self {
    case .implicit:
      Traits(
        write: "implicit", read: nil, visit: "Singular", decode: "Singular", isCollection: false,
        property: .stored)
    case .explicit:
      Traits(
        write: "explicit", read: nil, visit: "Singular", decode: "Singular", isCollection: false,
        property: .optional)
    case .repeated(packed: false):
      Traits(
        write: "repeated", read: "repeated", visit: "Repeated", decode: "Repeated",
        isCollection: true, property: .stored)
    case .repeated(packed: true):
      Traits(
        write: "packed", read: "repeated", visit: "Packed", decode: "Repeated", isCollection: true,
        property: .stored)
    case .map:
      Traits(
        write: "map", read: "map", visit: "Map", decode: "Map", isCollection: true,
        property: .stored)
    case .oneof:
      Traits(
        write: "present", read: nil, visit: "Singular", decode: "Singular", isCollection: false,
        property: .member)
    }
  }

  /// The keys of a map; `nil` for other shapes.
  var key: ValuePlan? {
    guard case .map(let key) = self else { return nil }
    return key
  }

  /// The place of a member in its oneof; `nil` for other shapes.
  var member: FieldPlan.Member? {
    guard case .oneof(let member) = self else { return nil }
    return member
  }

  /// Whether the value lies on the heap.
  var isBoxed: Bool { self == .explicit(boxed: true) }

  var isPacked: Bool { self == .repeated(packed: true) }
}
