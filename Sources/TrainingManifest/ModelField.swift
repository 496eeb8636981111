/// A field of type `training.ModelID` directly in a request message.
public struct ModelField: Codable, Hashable, Sendable {
  /// The field's name in the proto, e.g. `model_id`.
  public var name: String

  /// The field's number.
  public var number: Int32

  /// How often the field can occur.
  public var presence: Presence

  /// The path to the identifier itself in proto names, for example `model_id.model_id`.
  public var path: String { "\(name).model_id" }

  /// Creates a description of a field.
  public init(name: String, number: Int32, presence: Presence) {
    self.name = name
    self.number = number
    self.presence = presence
  }
}

extension ModelField {
  /// How often a field can occur.
  public enum Presence: String, Codable, Hashable, Sendable {
    /// At most once, without a keyword: message fields always have presence.
    case singular
    /// At most once, with the keyword `optional`.
    case optional
    /// Exactly once, with proto2's keyword `required`.
    case required
    /// At most once, as a member of a oneof.
    case oneof
    /// Any number of times.
    case repeated
  }
}
