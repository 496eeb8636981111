/// Names a job: the work on a model at one of its revisions.
///
/// A revision has one job at a time. A fetch and the validation that follows it have the same revision,
/// and one ends before the other begins.
public struct JobReference: Hashable, Sendable {
  /// The model's identifier.
  public var modelID: String

  /// The model's revision when it was claimed for the work.
  public var revision: Int64

  /// Creates a reference.
  public init(modelID: String, revision: Int64) {
    self.modelID = modelID
    self.revision = revision
  }
}

extension JobReference: CustomStringConvertible {
  /// `MODEL@REVISION`.
  public var description: String { "\(modelID)@\(revision)" }
}
