import Logging

/// Saves the checkpoints of a running training in the store for blobs, so that it can go on elsewhere if this
/// provider is gone.
///
/// A trainer writes its checkpoints whenever it likes. Their copy counts only if nothing has changed while it
/// was made, so it is what a crash at that moment would have left. The registry then names it, under the
/// claim to the job, and the one before is deleted.
actor CheckpointSaver {
  private let registry: any ModelRegistry
  private let directory: DataDirectory
  private let storage: StorageBudget
  private let limits: ProviderLimits
  private let job: Job
  private let held: HeldClaim
  private let name: String
  private let logger: Logger

  /// What the checkpoints were when they were last looked after.
  private var last: FolderContents?

  /// The names of the copies that the registry may name at present.
  private var saved: [String]

  /// - Parameters:
  ///   - name: the name of the directory for the checkpoints.
  ///   - saved: the name of the copy that the registry names.
  init(
    registry: any ModelRegistry, directory: DataDirectory, storage: StorageBudget,
    limits: ProviderLimits, job: Job, held: HeldClaim, name: String, saved: String?, logger: Logger
  ) {
    self.registry = registry
    self.directory = directory
    self.storage = storage
    self.limits = limits
    self.job = job
    self.held = held
    self.name = name
    self.saved = [saved].compactMap(\.self)
    self.logger = logger
  }

  /// Saves checkpoints until the task is cancelled.
  func run() async {
    // An earlier process may have stored a copy that the registry never named.
    let known = await directory.checkpoints(continuedBy: name)
    saved += known.filter { !saved.contains($0) }
    var pause = limits.jobs.checkpointInterval
    while (try? await Task.sleep(for: pause)) != nil {
      let begin = ContinuousClock.now
      do {
        try await save()
      } catch {
        if Task.isCancelled { return }
        logger.error("checkpoints cannot be saved: \(Clipping.logLine("\(error)"))")
      }
      // Saving takes up at most a tenth of the time.
      pause = max(limits.jobs.checkpointInterval, (.now - begin) * 9)
    }
  }

  /// Saves the checkpoints if they have changed.
  private func save() async throws {
    let contents = try await directory.contents(ofCheckpoints: name)
    guard contents != last, !contents.isEmpty else { return }
    guard contents.byteCount <= limits.storage.maxSavedCheckpointBytes else {
      last = contents
      logger.notice("checkpoints are too large to be saved", metadata: size(contents.byteCount))
      return
    }
    try await storage.checkFree()
    let copy = directory.newName(for: job.modelID)
    let folder = try await directory.blobs.makeFolder(for: .checkpoints(copy))
    let byteCount: UInt64
    do {
      guard try await directory.copyCheckpoints(name, contents, to: folder.url) else {
        return await folder.discard()
      }
      // First, so that the copy is found if the process ends before the registry names it.
      try await directory.recordCheckpoints(name, continuing: saved + [copy])
      byteCount = try await folder.finish()
      try Task.checkCancellation()
    } catch {
      await folder.discard()
      throw error
    }
    saved.append(copy)
    do {
      try await publish(SavedCheckpoints(name: copy, byteCount: byteCount))
    } catch  where RetryingRegistry.isDecision(error) {
      saved.removeLast()
      await folder.discard()
      throw error
    }
    last = contents
    logger.info("checkpoints are saved", metadata: size(contents.byteCount))
  }

  /// Lets the registry name a copy, and deletes earlier ones. After an error that isn't a decision, the
  /// registry may name it all the same.
  private func publish(_ copy: SavedCheckpoints) async throws {
    try await registry.update(job.modelID, under: held.claim) { [held, job] model in
      try held.check()
      try model.require(revision: job.revision)
      model.savedCheckpoints = copy
    }
    let old = saved.filter { $0 != copy.name }
    saved = [copy.name]
    await directory.blobs.delete(old.map { .checkpoints($0) })
  }

  private func size(_ byteCount: UInt64) -> Logger.Metadata { ["bytes": "\(byteCount)"] }
}
