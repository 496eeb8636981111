/// The rules that a guard holds the models of a call against; the raw value is the rule's id.
public enum GuardRule: String, CaseIterable, Hashable, Sendable {
  /// The request names no model, and the method has no default one.
  case required = "model_id.required"
  /// The identifier is not 1 to 128 printable ASCII characters without blanks.
  case malformed = "model_id.malformed"
  /// A later message of a stream names another model than the first one did.
  case changed = "model_id.changed"
  /// The request names more models than a call may.
  case tooMany = "model_id.too_many"
  /// Unknown, deleted, made for another method, or not for this caller's eyes.
  case notFound = "model.not_found"
  /// The model exists and is visible, but cannot be used yet or any more.
  case notReady = "model.not_ready"

  /// The rule as the reason in `google.rpc` details, e.g. `MODEL_ID_REQUIRED`.
  public var reason: String {
    String(rawValue.map { $0 == "." ? "_" : $0 }).uppercased()
  }
}
