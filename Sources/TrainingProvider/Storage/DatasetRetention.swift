import Foundation
import Logging

/// Removes the datasets of models that have been READY_TO_USE for long enough. Their artefacts stay.
///
/// The registry forgets a dataset before its file is removed. If the process ends in between, the
/// ``Sweeper`` finds the file at the next start.
struct DatasetRetention: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory

  /// How long the datasets of trained models are kept; `nil` for as long as the models.
  let time: Duration?

  let logger: Logger

  /// How many models are read from the registry at once.
  private static let batch = 256

  /// Looks for old datasets at once and then every hour, until the task is cancelled.
  func run() async {
    guard time != nil else { return }
    repeat { await dropOldDatasets() } while (try? await Task.sleep(for: .seconds(60 * 60))) != nil
  }

  /// Removes the datasets that are old by now.
  func dropOldDatasets(at date: Date = Date()) async {
    guard let time else { return }
    let cutoff = date.addingTimeInterval(-(time / .seconds(1)))
    do {
      var isDone = false
      while !isDone, !Task.isCancelled {
        let ids = try await registry.modelsWithDatasets(readySince: cutoff, limit: Self.batch)
        for id in ids { try await dropDataset(of: id, readySince: cutoff, at: date) }
        isDone = ids.count < Self.batch
      }
    } catch {
      logger.error("old datasets cannot be removed: \(error)")
    }
  }

  private func dropDataset(
    of id: String, readySince cutoff: Date, at date: Date
  ) async throws {
    // In the registry's transaction, so work on the model can't have begun in the meantime.
    let update = try await registry.update(id) { _ = $0.dropDataset(readySince: cutoff, at: date) }
    guard let dropped = update.before.dataset, update.after.dataset == nil else { return }
    await directory.removeFiles(given: update)
    logger.notice(
      "dataset removed because of its age",
      metadata: ["model_id": "\(id)", "bytes": "\(dropped.byteCount)"])
  }
}
