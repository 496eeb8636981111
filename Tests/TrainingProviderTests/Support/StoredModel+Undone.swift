@testable import TrainingProvider

extension StoredModel {
  /// Whether the model is as it was in `before`, after one claim that was undone.
  func isUndone(to before: StoredModel) -> Bool {
    var expected = before
    expected.revision += 2
    expected.updatedAt = updatedAt
    return self == expected
  }
}
