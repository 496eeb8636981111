import Foundation
import TrainingDatasets
import TrainingManifest
import TrainingProtos

extension Worker {
  /// Checks the candidate against the options of the method, then lets the trainer validate it.
  func validate(
    _ model: StoredModel, for job: Job, under held: HeldClaim
  ) async throws -> ModelUpdate {
    let trainable = try trainable(model)
    let opened = try await prepare { try await directory.open(model.candidate, of: model) }
    defer { withExtendedLifetime(opened) {} }
    let candidate = opened.dataset
    try await runTrainer {
      try await pools.validations.run {
        try inspect(candidate, requirements: trainable.method.dataset)
        try Task.checkCancellation()
        try await trainer.validate(candidate, for: trainable)
      }
      try Task.checkCancellation()
    }
    let dataset = model.candidate
    return try await update(
      job, under: held, unless: { $0.hasFinishedValidation(of: dataset, after: job.revision) }
    ) { try $0.finishValidation() }
  }

  private func inspect(
    _ dataset: TrainingDataset, requirements: DatasetRequirements
  ) throws {
    let inspector = DatasetInspector(requirements: requirements, limits: limits.inspection)
    let name = dataset.name.isEmpty ? nil : dataset.name
    let report: DatasetReport
    do {
      report = try inspector.inspect(archiveAt: dataset.file.path, named: name)
    } catch {
      try Task.checkCancellation()
      throw ProviderError.unreadable(cause: error)
    }
    guard report.isAccepted else { throw ProviderError.rejected(report) }
  }
}

extension ProviderError {
  /// The first few violations of a dataset, in one message.
  fileprivate static func rejected(_ report: DatasetReport) -> ProviderError {
    let shown = report.violations.prefix(10).map { violation in
      violation.entry.map { "\($0): \(violation.message)" } ?? violation.message
    }
    let rest = UInt64(report.violations.count - shown.count) + report.omittedViolations
    let more = rest > 0 ? ["and \(rest) more"] : []
    return ProviderError(
      .datasetRejected, "the dataset is rejected: " + (shown + more).joined(separator: "; "))
  }

  /// An error for a dataset file of the provider that cannot be read.
  fileprivate static func unreadable(cause: any Error) -> ProviderError {
    ProviderError(
      .storageFailed, "the provider could not read the dataset: send it again", cause: cause)
  }
}
