import Logging
import TrainingRuntime

/// Takes over changes that an operator makes by hand while the provider runs.
///
/// The program `models` changes the registry from another process. The registry notices that, so calls
/// are answered correctly at once, and results of outdated jobs are refused by their revision. But the
/// provider also has to end work that became useless, to begin work that is retried, and to free the
/// memory of deleted models. It asks the registry for such changes every second. That takes one look
/// at the end of a table, which is nearly always empty.
struct OperatorWatch: Sendable {
  let registry: any ModelRegistry
  let jobs: JobQueue
  let uploads: UploadReceiver
  let artefactObservers: ArtefactObservers
  let logger: Logger

  /// The number of the last change before the provider looked for work to resume. Later changes may
  /// not have been seen then.
  let start: Int64

  /// How long to wait between two questions.
  static let interval = Duration.seconds(1)

  /// Runs until the task is cancelled.
  func run() async {
    var last = start
    while (try? await Task.sleep(for: Self.interval)) != nil {
      do {
        for change in try await registry.operatorChanges(after: last) {
          try await follow(change)
          last = change.number
        }
      } catch {
        logger.error("changes by hand cannot be read: \(error)")
      }
    }
  }

  /// Ends only work that began before the change. A call may have begun other work since.
  private func follow(_ change: OperatorChange) async throws {
    guard let model = try await registry.storedModel(withID: change.modelID) else { return }
    uploads.follow(change)
    // If the model has changed since, a call of this process has added the job that it needs.
    let isCurrent = model.revision == change.revision
    await jobs.follow(change, isCurrent ? Job(of: model) : nil)
    guard isCurrent else { return }
    artefactObservers.notify(modelID: model.id, version: model.isServing ? model.artefacts : nil)
    logger.notice(
      "model changed by hand to \(model.status.protoName)", metadata: ["model_id": "\(model.id)"])
  }
}
