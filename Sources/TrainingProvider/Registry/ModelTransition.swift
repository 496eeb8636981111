public import Foundation
public import TrainingProtos

/// An entry of a model's history: a change of its status, its creation, or the removal of its
/// dataset.
public struct ModelTransition: Hashable, Sendable {
  /// The model's revision after the change.
  public var revision: Int64

  /// When the change was made.
  public var date: Date

  /// The status before the change; `nil` for the creation of the model. It equals ``newStatus`` if
  /// only the dataset was removed.
  public var oldStatus: Training_Status?

  /// The status after the change.
  public var newStatus: Training_Status

  /// Why the status changed: what began or ended, or how work failed. At most
  /// ``maxReasonBytes`` bytes of UTF-8.
  public var reason: String

  /// Whether an operator made the change by hand.
  public var isByOperator: Bool

  /// The longest reason, in bytes of UTF-8.
  public static let maxReasonBytes = 1024

  /// Creates an entry. Cuts the reason if it is too long.
  public init(
    revision: Int64, date: Date, from oldStatus: Training_Status?, to newStatus: Training_Status,
    reason: String, isByOperator: Bool = false
  ) {
    self.revision = revision
    self.date = date
    self.oldStatus = oldStatus
    self.newStatus = newStatus
    self.reason = Clipping.clip(reason, toBytes: Self.maxReasonBytes)
    self.isByOperator = isByOperator
  }
}
