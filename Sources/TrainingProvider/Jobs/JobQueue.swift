/// Runs jobs in the background: in the order they came, so many of each kind at once.
///
/// Holds jobs until ``start()``, and after ``stop()`` for ever: the registry knows of them, and
/// the next start of the provider resumes them.
actor JobQueue {
  private let limits: JobLimits
  private let work: @Sendable (Job) async -> Void
  private var phase = Phase.held
  private var waiting: [Job] = []
  private var running: [Job: Task<Void, Never>] = [:]
  private var idle: CheckedContinuation<Void, Never>?

  private enum Phase {
    case held, running, stopped
  }

  /// - Parameters:
  ///   - limits: how many jobs of each kind run at once.
  ///   - work: does a job. Its task is cancelled when the job is to be given up.
  init(_ limits: JobLimits, work: @escaping @Sendable (Job) async -> Void) {
    self.limits = limits
    self.work = work
  }

  /// Whether jobs that are added now will be done by this process.
  var isOpen: Bool { phase != .stopped }

  /// Adds a job.
  func add(_ job: Job) {
    waiting.append(job)
    fill()
  }

  /// Gives up the jobs of a model, running or not. Does not wait for them.
  func cancel(modelID: String) {
    waiting.removeAll { $0.modelID == modelID }
    for (job, task) in running where job.modelID == modelID { task.cancel() }
  }

  /// Begins to do jobs.
  func start() {
    guard phase == .held else { return }
    phase = .running
    fill()
  }

  /// Cancels what runs and waits for it, but not longer than the limits say.
  func stop() async {
    phase = .stopped
    for task in running.values { task.cancel() }
    guard !running.isEmpty, idle == nil else { return }
    let grace = limits.shutdownGrace
    let timer = Task {
      try await Task.sleep(for: grace)
      resumeStop()
    }
    await withCheckedContinuation { idle = $0 }
    timer.cancel()
  }

  private func fill() {
    guard phase == .running else { return }
    for kind in Job.Kind.allCases {
      while running.keys.count(where: { $0.kind == kind }) < capacity(kind),
        let index = waiting.firstIndex(where: { $0.kind == kind })
      {
        begin(waiting.remove(at: index))
      }
    }
  }

  private func capacity(_ kind: Job.Kind) -> Int {
    switch kind {
    case .validation: max(limits.concurrentValidations, 1)
    case .training: max(limits.concurrentTrainings, 1)
    }
  }

  private func begin(_ job: Job) {
    running[job] = Task {
      await work(job)
      end(job)
    }
  }

  private func end(_ job: Job) {
    running[job] = nil
    if running.isEmpty { resumeStop() }
    fill()
  }

  private func resumeStop() {
    idle?.resume()
    idle = nil
  }
}
