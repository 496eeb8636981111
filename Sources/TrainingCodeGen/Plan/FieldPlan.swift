/// A field of a message.
struct FieldPlan: Hashable {
  /// How the property is declared.
  enum Property: Hashable {
    /// It holds the value.
    case stored
    /// It has the value of an optional behind it, or the default.
    case optional
    /// It has the value of the oneof that the field is a member of, or the default.
    case member
    /// It hands on what another property has, which generated code uses without a warning.
    case forwarded
  }

  /// What is kept behind the property.
  enum Storage: Hashable {
    /// The value, without a warning.
    case value
    /// The value, if there is one.
    case optional
    /// The access to the oneof, without a warning.
    case member
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

  /// The names of the property, its underscored storage and its companions; the last two are empty
  /// without presence.
  struct Names: Hashable {
    let property: String
    let storage: String
    let has: String
    let clear: String
  }

  /// The name and the number in the proto, which spells a group as its message.
  let protoName: String
  let number: Int32
  let documentation: Documentation
  let names: Names

  /// The type of the property.
  let type: String

  /// The property's value when the field is not set.
  let defaultValue: String

  let property: Property
  let storage: Storage?

  /// The place in a oneof; `nil` if the field is in none.
  let member: Member?

  /// Whether the value lies in a box.
  let isBoxed: Bool

  /// Whether there can be several values.
  let isCollection: Bool

  let value: ValuePlan
  let writing: CodecCall

  /// One call for each tag that the field can have.
  let reading: [ReadCall]
  let visiting: VisitorCalls

  /// Whether a message without the field is incomplete.
  let isRequired: Bool

  /// Whether the compiler is to warn the users of the property.
  let isDeprecated: Bool

  /// The property that holds the value, or gives access to the oneof that does. Generated code uses
  /// it where the field's own property would draw a warning.
  var storedName: String {
    property == .stored || property == .member ? names.property : names.storage
  }
}
