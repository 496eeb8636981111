import Logging
import TrainingProtos

/// Takes part in the work of the other providers with the same registry, so that it goes on if they are gone.
///
/// Each provider knows only of the work that it accepted, and of what there was when it started. So it looks
/// for the rest again and again. What it sees twice it adds to its queue. The claim decides who does the
/// work. What others have begun no longer counts as waiting here. An upload can't go on elsewhere: if the provider that received it is gone, it fails.
struct JobTakeover: Sendable {
  let registry: any ModelRegistry
  let claims: any JobClaims
  let jobs: JobQueue
  let logger: Logger

  /// Runs until the task is cancelled.
  func run() async {
    guard let interval = claims.takeoverInterval else { return }
    var seen: Set<JobReference> = []
    while (try? await Task.sleep(for: interval)) != nil {
      do {
        seen = try await look(seen)
      } catch {
        logger.error("the work of other providers cannot be read: \(Clipping.logLine("\(error)"))")
      }
    }
  }

  /// Adds the work that was already there at the last look.
  ///
  /// What is new may be about to be added, or about to be undone because a client has left.
  ///
  /// - Returns: the work that there is.
  private func look(_ seen: Set<JobReference>) async throws -> Set<JobReference> {
    let waiting = await jobs.waitingJobs
    let models = try await registry.storedModels(in: [.validating, .training])
    await jobs.count(waiting, given: models)
    let again = models.filter { seen.contains(JobReference(to: $0)) }
    await jobs.adopt(again.compactMap(Job.init(of:)))
    for model in again where Job(of: model) == nil { try await endUpload(to: model) }
    return Set(models.map(JobReference.init(to:)))
  }

  /// Ends an upload if nobody has a claim to it.
  private func endUpload(to model: StoredModel) async throws {
    let upload = JobReference(to: model)
    guard let claim = try await claims.claim(upload, after: model.fence) else { return }
    do {
      try await registry.update(model.id, under: claim) { current in
        try current.require(revision: model.revision)
        guard Job(of: current) == nil else { return }
        try current.fail(
          ProviderError(.workLost, "the upload was interrupted: upload the file again"))
      }
      logger.notice("an upload was given up", metadata: ["model_id": "\(model.id)"])
    } catch let error as ProviderError where [.claimLost, .superseded].contains(error.code) {
      logger.info("an upload has ended by itself", metadata: ["model_id": "\(model.id)"])
    }
    try await claims.release(claim)
  }
}

extension JobReference {
  /// The work that a model waits for.
  init(to model: StoredModel) {
    self.init(modelID: model.id, revision: model.revision)
  }
}
