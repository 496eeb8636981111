/// A field of a message.
struct FieldPlan: Hashable {
  /// How often the field occurs, and how its absence shows.
  enum Shape: Hashable {
    /// Once; the default value is as good as none.
    case implicit
    /// Once or not at all; on the heap if `boxed`.
    case explicit(boxed: Bool)
    /// Any number of times, written with one tag for all if `packed`.
    case repeated(packed: Bool)
    /// A map with such keys; the field's value is the map's.
    case map(key: ValuePlan)
    /// One of several alternatives, of which at most one is set.
    case oneof(Member)
  }

  /// Where a member of a oneof is kept.
  struct Member: Hashable {
    /// The property that holds the oneof.
    let property: String
    /// The case of the oneof's enum, with a leading dot.
    let caseName: String
    /// Whether the payload is on the heap.
    let isIndirect: Bool
  }

  let number: Int32
  let documentation: Documentation

  /// The property, its underscored storage and its companions; the last two are empty without
  /// presence.
  let name: String
  let storageName: String
  let hasName: String
  let clearName: String

  let value: ValuePlan
  let shape: Shape

  /// Whether a message without the field is incomplete.
  let isRequired: Bool

  /// Whether the compiler is to warn the users of the property.
  let isDeprecated: Bool
}

extension FieldPlan {
  /// The tag: the field number and the wire type, as the wire has them.
  var tag: UInt32 {
    switch shape {
    case .implicit, .explicit, .oneof, .repeated(packed: false): tag(wireType: value.wireType)
    // A length comes first: of all elements, or of an entry, whatever the kind of its value.
    case .repeated(packed: true), .map: tag(wireType: 2)
    }
  }

  /// The tag with another wire type: repeated scalars are read packed and not.
  func tag(wireType: UInt32) -> UInt32 {
    UInt32(number) << 3 | wireType
  }

  /// Whether elements can share one tag.
  var isPackable: Bool {
    ![2, 3].contains(value.wireType)
  }

  /// Whether the field's presence is kept, outside of oneofs.
  var hasPresence: Bool {
    if case .explicit = shape { return true }
    return false
  }

  /// The property that holds the value, or gives access to the oneof that does. Generated code uses
  /// it where the field's own property would draw a warning.
  var storedName: String {
    hasPresence || isDeprecated ? storageName : name
  }

  /// The type of the property.
  var type: String {
    switch shape {
    case .implicit, .explicit, .oneof: value.type
    case .repeated: "[\(value.type)]"
    case .map(let key): "[\(key.type): \(value.type)]"
    }
  }

  /// The property's value when the field is not set.
  var defaultValue: String {
    switch shape {
    case .implicit, .explicit, .oneof: value.defaultValue
    case .repeated: "[]"
    case .map: "[:]"
    }
  }
}
