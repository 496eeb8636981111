/// The kinds of background work. The quick ones come first, which is the order in which suspects
/// start that never started before.
public enum JobKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Fetches the dataset that a link leads to. A validation follows.
  case fetch

  /// Inspects a dataset and lets the trainer validate it.
  case validation

  /// Trains a model.
  case training
}

/// The work that a consumer pays for, which one or two jobs do.
enum PaidWork: String, Hashable, Sendable {
  /// Fetching a dataset, if it isn't uploaded, and validating it.
  case validation

  /// Training a model.
  case training
}

extension JobKind {
  /// The paid work that the job is part of.
  var work: PaidWork { self == .training ? .training : .validation }
}
