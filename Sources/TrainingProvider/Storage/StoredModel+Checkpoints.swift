import TrainingProtos

extension StoredModel {
  /// The directory for the checkpoints of the model's training: a path below `checkpoints` in the data
  /// directory, `MODEL/REVISION-DATASET`. `nil` while the model isn't being trained.
  ///
  /// The revision is that of the claim, which doesn't change when the training is interrupted. The
  /// dataset makes sure that a registry from a backup doesn't take the checkpoints of another training
  /// for its own.
  var checkpoints: String? {
    guard status == .training, let dataset else { return nil }
    return "\(id)/\(revision)-\(dataset.file.split(separator: "/").last ?? "")"
  }
}
