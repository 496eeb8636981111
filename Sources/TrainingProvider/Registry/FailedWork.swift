/// Work that failed and that an operator can repeat, because what it needs is still there.
public enum FailedWork: Hashable, Sendable {
  /// A validation of the current dataset.
  case validation

  /// A validation of the dataset that a link leads to.
  case link(String)

  /// A training on the current dataset.
  case training
}
