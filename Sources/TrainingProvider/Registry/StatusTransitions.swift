public import TrainingProtos

/// The status changes that are allowed: the whole life of a model in one table.
///
/// No component of the marketplace checks them: the daemon forwards a training of a deleted model
/// like any other. So ``StoredModel/move(to:because:at:)`` enforces the table whenever a status
/// changes, inside the registry's transaction. Only undoing a claim takes a model back, which
/// ``undoing`` lists.
public enum StatusTransitions {
  /// The statuses that may follow each status.
  ///
  /// A trained model may be validated again, because consumers replace datasets. If the new dataset
  /// or its training fails, the model is READY_TO_USE as before. A model without artefacts becomes
  /// ERRORED, and has to be validated again.
  public static let table: [Training_Status: [Training_Status]] = [
    .created: [.validating, .deleted],
    .validating: [.validated, .readyToUse, .errored, .deleted],
    .validated: [.validating, .training, .deleted],
    .training: [.readyToUse, .errored, .deleted],
    .readyToUse: [.validating, .training, .deleted],
    .errored: [.validating, .deleted],
    .deleted: [],
  ]

  /// The earlier statuses that undoing a claim may restore, for each status of a claimed model.
  ///
  /// A claim is undone if its work never began: because the client left while the claim was being
  /// stored, or because the registry stored the claim but returned an error. The daemon refunds such
  /// a call, so the consumer must not lose what was paid for before. Each change is the reverse of
  /// one in ``table``, and leads back to the status that the model had before the claim, never to
  /// another one.
  public static let undoing: [Training_Status: [Training_Status]] = [
    .validating: [.created, .validated, .readyToUse, .errored],
    .training: [.validated, .readyToUse],
  ]

  /// Whether a model may go from `status` to `next`. No status may follow itself.
  public static func allows(_ status: Training_Status, to next: Training_Status) -> Bool {
    table[status, default: []].contains(next)
  }

  /// Whether undoing a claim may take a model from `status` back to `earlier`.
  public static func allowsUndoing(
    _ status: Training_Status, to earlier: Training_Status
  ) -> Bool {
    undoing[status, default: []].contains(earlier)
  }

  /// The statuses that `next` may follow, in the order of the proto.
  public static func sources(of next: Training_Status) -> [Training_Status] {
    Training_Status.allCases.filter { allows($0, to: next) }
  }

  /// The advice for a consumer whose model has the status `status`.
  static func remedy(_ status: Training_Status) -> String {
    switch status {
    case .created: "send a dataset with upload_and_validate or validate_model first"
    case .validating: "wait until get_model_status answers something else"
    case .validated: "train it with train_model"
    case .training: "wait until get_model_status answers something else"
    case .readyToUse: "use it, or delete it with delete_model"
    case .errored: "send a dataset with upload_and_validate or validate_model"
    case .deleted: "a deleted model stays deleted; make a new one with create_model"
    case .UNRECOGNIZED: "ask the provider"
    }
  }
}
