public import TrainingProtos

extension ModelRegistry {
  /// Reads all models.
  public func modelCounts() async throws -> [Training_Status: Int] {
    try await storedModels(in: Training_Status.allCases)
      .reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
  }

  /// Reads all models with the status.
  public func newestModels(
    _ limit: Int, in status: Training_Status
  ) async throws -> [StoredModel] {
    try await storedModels(in: [status]).suffix(limit).reversed()
  }
}
