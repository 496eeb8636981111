import Logging
import TrainingProtos

/// Puts things right at start: what a process left behind that died or was stopped.
struct Recovery {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let limits: JobLimits
  let logger: Logger

  /// Removes files that no model refers to, and finds the work to resume.
  ///
  /// A validation or a training begins anew, because the daemon would poll a model for ever that
  /// stays VALIDATING or TRAINING. An upload cannot be resumed, nor work that keeps killing the
  /// process: those models become ERRORED.
  ///
  /// - Returns: the jobs to resume, those of the oldest models first.
  func run() async throws -> [Job] {
    let living = StatusTransitions.table.keys.filter { $0 != .deleted }
    let models = try await registry.storedModels(in: living)
    directory.sweep(keeping: models)
    var jobs: [Job] = []
    for model in models {
      if let job = try await resume(model) { jobs.append(job) }
    }
    return jobs
  }

  private func resume(_ model: StoredModel) async throws -> Job? {
    guard let job = Job(resuming: model) else { return nil }
    let reason =
      if model.attempts >= limits.maxAttempts {
        "the \(job.kind) did not survive \(model.attempts) attempts; ask the provider"
      } else if job.kind == .validation, model.dataset == nil, model.trainingDataLink.isEmpty {
        "the provider restarted during the upload: upload the file again"
      } else {
        ""
      }
    guard reason.isEmpty else {
      logger.notice("work is given up: \(reason)", metadata: ["model_id": "\(model.id)"])
      try await registry.update(model.id) { try $0.fail(reason) }
      return nil
    }
    return job
  }
}

extension Job {
  /// The job that a model waits for; `nil` if it waits for none.
  fileprivate init?(resuming model: StoredModel) {
    switch model.status {
    case .validating: self.init(.validation, of: model)
    case .training: self.init(.training, of: model)
    default: return nil
    }
  }
}
