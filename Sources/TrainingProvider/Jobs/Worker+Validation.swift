import Foundation
import TrainingDatasets
import TrainingManifest
import TrainingProtos

extension Worker {
  /// Gets the dataset, holds it against the options of the method and shows it to the trainer.
  func validate(_ model: StoredModel, for job: Job) async throws {
    let trainable = try trainable(model)
    let dataset = try await dataset(of: model, for: job, requirements: trainable.method.dataset)
    try await inspect(dataset, requirements: trainable.method.dataset)
    try Task.checkCancellation()
    try await BlockingWork.run { try await trainer.validate(dataset, for: trainable) }
    try Task.checkCancellation()
    try await update(job) { try $0.move(to: .validated) }
  }

  private func dataset(
    of model: StoredModel, for job: Job, requirements: DatasetRequirements
  ) async throws -> TrainingDataset {
    if let stored = model.dataset { return directory.dataset(stored) }
    let maxBytes = min(requirements.maxArchiveBytes ?? .max, limits.upload.maxDatasetBytes)
    let stored = try await fetch(model.trainingDataLink, for: job, maxBytes: maxBytes)
    do {
      try await update(job) { $0.dataset = stored }
    } catch {
      directory.removeDataset(stored.file)
      throw error
    }
    return directory.dataset(stored)
  }

  private func fetch(
    _ link: String, for job: Job, maxBytes: UInt64
  ) async throws -> StoredDataset {
    let file = PartialFile(at: directory.newUpload(), limit: maxBytes)
    do {
      let fileName = try await fetcher.fetch(link, maxBytes: maxBytes) { data in
        try await file.append(data)
      }
      try Task.checkCancellation()
      let name = directory.newName(for: job.modelID)
      try await file.finish(as: directory.dataset(name))
      return StoredDataset(
        file: name, name: DatasetLabel.make(fileName), byteCount: await file.byteCount)
    } catch {
      await file.discard()
      throw error
    }
  }

  private func inspect(
    _ dataset: TrainingDataset, requirements: DatasetRequirements
  ) async throws {
    let inspector = DatasetInspector(requirements: requirements, limits: limits.inspection)
    let name = dataset.name.isEmpty ? nil : dataset.name
    let report = try await BlockingWork.run { () throws(ProviderError) in
      do {
        return try inspector.inspect(archiveAt: dataset.file.path, named: name)
      } catch {
        throw .unreadable(cause: error)
      }
    }
    guard report.isAccepted else { throw ProviderError.rejected(report) }
  }
}

extension ProviderError {
  /// What is wrong with a dataset, in one message: the first few violations.
  fileprivate static func rejected(_ report: DatasetReport) -> ProviderError {
    let shown = report.violations.prefix(10).map { violation in
      violation.entry.map { "\($0): \(violation.message)" } ?? violation.message
    }
    let rest = UInt64(report.violations.count - shown.count) + report.omittedViolations
    let more = rest > 0 ? ["and \(rest) more"] : []
    return ProviderError(
      .datasetRejected, "the dataset is rejected: " + (shown + more).joined(separator: "; "))
  }
}

extension ProviderError {
  /// The provider's own file cannot be read.
  fileprivate static func unreadable(cause: any Error) -> ProviderError {
    ProviderError(
      .storageFailed, "the provider could not read the dataset: upload it again", cause: cause)
  }
}

extension DataDirectory {
  /// The dataset with its place on the disk.
  func dataset(_ stored: StoredDataset) -> TrainingDataset {
    TrainingDataset(file: dataset(stored.file), name: stored.name, byteCount: stored.byteCount)
  }
}
