/// What becomes of a training that was interrupted; see ``Trainer/resumption(of:on:from:)``.
public enum TrainingResumption: Hashable, Sendable {
  /// The trainer trains with the checkpoints as it left them.
  case fromCheckpoints

  /// The trainer trains again from the beginning, with an empty directory for checkpoints.
  case fromScratch

  /// The training fails. A model that was trained before is then READY_TO_USE again, and any other
  /// becomes ERRORED.
  ///
  /// - Parameter reason: why it can't go on, for the consumer.
  case failed(reason: String)
}
