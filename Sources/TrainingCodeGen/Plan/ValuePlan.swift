/// One value of a field, a map's key or a map's value: every fact that depends on its kind.
struct ValuePlan: Hashable {
  /// How a field without presence shows that it has been set.
  enum SetTest: Hashable {
    /// The string, the bytes or the collection isn't empty.
    case isNotEmpty
    /// Some bit of the floating-point number is set: -0.0 equals the default, and is not the default.
    case hasBits
    /// The value is not the default.
    case differs
  }

  /// The type in Swift, e.g. `Int32` or `Service_sttInput`.
  let type: String

  /// The runtime's codec for one such value, e.g. `WireInt32`.
  let codec: String

  /// The last part of SwiftProtobuf's visitor and decoder calls, e.g. `SInt32` or `Message`.
  let visitorName: String

  /// SwiftProtobuf's type for the kind, as maps and extensions name it.
  let protobufType: String

  /// What SwiftProtobuf's types for maps and extensions of such values are named after: `Message`,
  /// `Group` or `Enum`; empty for scalars, strings and bytes.
  let family: String

  /// The wire type of one value, 0 to 5.
  let wireType: UInt32

  /// The value of a field that is not set, as Swift source.
  let defaultValue: String

  let setTest: SetTest

  /// Whether it is a message, which is merged into the one that is there.
  let isMessage: Bool

  /// Whether it is a message that can contain itself.
  let isRecursive: Bool

  /// Whether a value can lack required fields.
  let needsInitializedCheck: Bool

  /// Whether the type is a closed enum, so that numbers without a name are unknown fields.
  let isClosed: Bool

  /// Whether values can follow each other under one tag.
  var isPackable: Bool { ![2, 3].contains(wireType) }
}
