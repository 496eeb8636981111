/// One value of a field, a map's key or a map's value: every fact that depends on its kind.
struct ValuePlan: Hashable {
  /// What sorts of code differ for.
  enum Category: Hashable {
    case scalar, string, bytes, enumeration, message
  }

  let category: Category

  /// The type in Swift, e.g. `Int32` or `Service_sttInput`.
  let type: String

  /// The runtime's codec for one such value, e.g. `ProtoWire.WireInt32`.
  let codec: String

  /// The last part of SwiftProtobuf's visitor and decoder calls, e.g. `SInt32` or `Message`.
  let visitorName: String

  /// SwiftProtobuf's type for the kind, as maps and extensions name it.
  let traits: String

  /// The wire type of one value, 0 to 5.
  let wireType: UInt32

  /// The value of a field that is not set, as Swift source.
  let defaultValue: String

  /// Whether a value can lack required fields.
  let needsInitializedCheck: Bool

  /// Whether numbers without a name are no values: those of a closed enum.
  let isClosed: Bool
}
