import TrainingProtos

extension Check {
  static let trainingChecks = [cycle, withoutDataset, afterBadDataset]

  private static let cycle = Check(
    "training/cycle", "A model is trained and becomes READY_TO_USE",
    habit: """
      The daemon asks for the price, charges it, calls train_model, and asks for the status every \
      three seconds until it is neither VALIDATING nor TRAINING.
      """,
    breaks: "Every consumer.",
    remedy: """
      Answer TRAINING, train in the background, and let get_model_status answer TRAINING until the \
      model is READY_TO_USE. An empty StatusResponse means CREATED and ends the polling.
      """,
    cost: .training
  ) { daemon in
    _ = try await daemon.readyModel()
  }

  private static let withoutDataset = Check(
    "training/no-dataset", "A model without a dataset isn't trained",
    habit: "The daemon doesn't check statuses. It forwards train_model for a new model.",
    breaks: "Consumers, who pay for nothing: only an error is refunded.",
    remedy: "End train_model with FAILED_PRECONDITION unless the model is VALIDATED.",
    cost: .training
  ) { daemon in
    let id = try await daemon.newModel()
    try await requireUntrainable(daemon, id, "the model has no dataset")
  }

  private static let afterBadDataset = Check(
    "training/bad-dataset", "A model with a bad dataset isn't trained",
    habit: "The daemon doesn't check statuses. It forwards train_model for an ERRORED model.",
    breaks: "Consumers, who pay for nothing: only an error is refunded.",
    remedy: "End train_model with FAILED_PRECONDITION unless the model is VALIDATED.",
    cost: .training
  ) { daemon in
    let id = try await daemon.newModel()
    let dataset = daemon.subject.bad ?? daemon.subject.garbage
    _ = try await daemon.paidUpload(Upload.numbered(dataset, to: id))
    _ = try await daemon.settledStatus(of: id)
    try await requireUntrainable(daemon, id, "its dataset is bad")
  }

  private static func requireUntrainable(
    _ daemon: Daemon, _ id: String, _ why: String
  ) async throws {
    // The price may be refused as well.
    _ = try await daemon.trainingPrice(of: id)
    try await daemon.train(id).refusal(why)
    let status = try await daemon.settledStatus(of: id)
    guard status != .readyToUse else {
      throw CheckStop.failed("the model is READY_TO_USE, although \(why)")
    }
  }
}
