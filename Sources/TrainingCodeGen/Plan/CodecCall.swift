/// A call that measures a field, and that writes it: both have the same shape.
struct CodecCall: Hashable {
  /// What is called, e.g. `implicit`.
  let verb: String

  /// The codecs: the value's, and before it that of a map's keys.
  let codecs: [String]

  /// The label of the value; `nil` if it has none.
  let label: String?

  /// The field number and the wire type, as the wire has them.
  let tag: UInt32
}

/// A call that reads a field when its tag has been met.
struct ReadCall: Hashable {
  /// What becomes of the value.
  enum Result: Hashable {
    /// It is read into what is there.
    case changed
    /// It takes the place of what is there.
    case assigned
    /// It takes the place of what is there, unless its number has no name in a closed enum.
    case assignedIfKnown
  }

  let tag: UInt32

  /// What is called, e.g. `merge`.
  let verb: String

  /// The codecs: the value's, and before it that of a map's keys.
  let codecs: [String]

  let result: Result

  /// Whether the call takes the tag.
  let takesTag: Bool

  /// Whether the call takes a place for numbers without a name.
  let takesUnknownFields: Bool
}

/// The calls of SwiftProtobuf's visitor and decoder for a field.
struct VisitorCalls: Hashable {
  /// What the decoder is called, e.g. `decodeSingularInt32Field`.
  let decode: String

  /// What the visitor is called, e.g. `visitSingularInt32Field`.
  let visit: String

  /// The type that both name a map by; `nil` unless the field is a map.
  let mapType: String?

  /// When the visitor is called.
  let condition: Condition

  /// What has to hold for the visitor to be called.
  enum Condition: Hashable {
    /// If the test says that the field is not at its default.
    case isSet(ValuePlan.SetTest)
    /// If the optional storage has a value.
    case isPresent
    /// If the oneof that the field is in has it as its case.
    case isChosen
  }
}
