import TrainingProtos

extension Check {
  static let deletionChecks = [staysDeleted, deletedIsRefused, deletedAtWork]

  private static let staysDeleted = Check(
    "deletion/stays", "A deleted model stays DELETED",
    habit: "The daemon stores what get_model_status answers, even after a deletion.",
    breaks: "The owner: with any other answer, the model comes back to life.",
    remedy: """
      Keep the identifiers of deleted models, and answer DELETED to delete_model and \
      get_model_status for ever.
      """
  ) { daemon in
    let id = try await daemon.newModel()
    try await requireDeleted(daemon.delete(id))
    try await requireDeleted(daemon.status(of: id))
    try await requireDeleted(daemon.delete(id))
    try await requireDeleted(daemon.status(of: id))
  }

  private static let deletedIsRefused = Check(
    "deletion/refused", "Work on a deleted model is refused",
    habit: "The daemon forwards paid calls for deleted models.",
    breaks: "Consumers, who pay for a model that they can't use: only an error is refunded.",
    remedy: "End each call but delete_model and get_model_status with an error.",
    cost: .training
  ) { daemon in
    let id = try await daemon.newModel()
    _ = try await daemon.validationPrice(of: id)
    try await requireDeleted(daemon.delete(id))
    for call in try await unknownModelCalls(daemon, id: id)
    where !["get_model_status", "delete_model"].contains(call.name) {
      try call.requireRefusal("the model is deleted")
    }
    try await requireDeleted(daemon.status(of: id))
  }

  private static let deletedAtWork = Check(
    "deletion/at-work", "The end of a validation doesn't revive a deleted model",
    habit: "Consumers delete models whose datasets are being validated.",
    breaks: "The owner: the model comes back to life.",
    remedy: "Stop the work, and change no status from DELETED to another.", cost: .validations(1)
  ) { daemon in
    let id = try await daemon.newModel()
    _ = try await daemon.paidUpload(Upload.numbered(daemon.subject.good, to: id)).response()
    try await requireDeleted(daemon.delete(id))
    for _ in 1...6 {
      try await requireDeleted(daemon.status(of: id))
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  private static func requireDeleted(_ answer: Answer<Training_Status>) throws {
    let status = try answer.response()
    guard status == .deleted else {
      throw CheckStop.failed("\(answer.call) answered \(status.name) for a deleted model")
    }
  }
}
