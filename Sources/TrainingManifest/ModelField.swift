/// A field of type `training.ModelID` directly in a request message.
public struct ModelField: Codable, Hashable, Sendable {
  /// The field's name in the proto, e.g. `model_id`.
  public var name: String

  /// The field's number.
  public var number: Int32

  /// How the field can be there or be missing.
  public var presence: Presence

  /// The path of the identifier itself, in proto names, e.g. `model_id.model_id`.
  public var path: String { "\(name).model_id" }

  public init(name: String, number: Int32, presence: Presence) {
    self.name = name
    self.number = number
    self.presence = presence
  }
}

extension ModelField {
  /// How a field can be there or be missing.
  public enum Presence: String, Codable, Hashable, Sendable {
    /// At most once; the proto says nothing of it, as a message always has presence.
    case singular
    /// At most once, and the proto says `optional`.
    case optional
    /// Exactly once, as proto2 can demand.
    case required
    /// One of several alternatives, of which the caller chooses one.
    case oneof
    /// Any number of times.
    case repeated
  }
}
