import Synchronization

/// Runs jobs in the background: in the order they came, so many of each kind at once.
///
/// Holds jobs until ``start()``, and after ``stop()`` for ever: the registry knows of them, and
/// the next start of the provider resumes them. Suspects come first, each begun while nothing else
/// runs, so that a job that kills the process takes no other with it.
actor JobQueue {
  private let limits: JobLimits
  private let work: @Sendable (JobQueue, Job) async -> Job?
  private var phase = Phase.held
  private var waiting: [Job.Kind: JobLine] = [:]
  private var suspects: [Job.Kind: JobLine] = [:]
  private var running: [Job: Task<Void, Never>] = [:]
  /// The suspect beside which nothing else is begun.
  private var exclusive: Job?
  private var idle: CheckedContinuation<Void, Never>?
  private nonisolated let waitingFetches: Gauge

  /// The links that are being fetched, and how many wait for a place.
  nonisolated let fetches: TransferCrowd

  private enum Phase {
    case held, running, stopped
  }

  /// - Parameters:
  ///   - limits: how many jobs of each kind run at once.
  ///   - links: how slow links may be.
  ///   - work: does a job of this queue, and returns the one that comes after it. Its task is
  ///     cancelled when the job is to be given up.
  init(
    _ limits: JobLimits, links: TransferLimits = TransferLimits(),
    work: @escaping @Sendable (JobQueue, Job) async -> Job?
  ) {
    self.limits = limits
    let waitingFetches = Gauge()
    self.waitingFetches = waitingFetches
    fetches = TransferCrowd(links) { waitingFetches.value }
    self.work = work
  }

  /// Whether jobs that are added now will be done by this process.
  var isOpen: Bool { phase != .stopped }

  /// Adds a job.
  func add(_ job: Job) {
    if job.isSuspect {
      suspects[job.kind, default: JobLine()].append(job)
    } else {
      waiting[job.kind, default: JobLine()].append(job)
    }
    fill()
  }

  /// Gives up the jobs of a model, running or not. Does not wait for them.
  func cancel(modelID: String) {
    for kind in Job.Kind.allCases {
      waiting[kind]?.remove(modelID: modelID)
      suspects[kind]?.remove(modelID: modelID)
    }
    for (job, task) in running where job.modelID == modelID { task.cancel() }
    fill()
  }

  /// Begins to do jobs.
  func start() {
    guard phase == .held else { return }
    phase = .running
    fill()
  }

  /// Cancels what runs and waits for it, but not longer than the limits say.
  ///
  /// - Returns: the jobs that did not end.
  @discardableResult
  func stop() async -> [Job] {
    phase = .stopped
    for task in running.values { task.cancel() }
    guard !running.isEmpty, idle == nil else { return [] }
    let grace = limits.shutdownGrace
    let timer = Task {
      try await Task.sleep(for: grace)
      resumeStop()
    }
    await withCheckedContinuation { idle = $0 }
    timer.cancel()
    return Array(running.keys)
  }
}

extension JobQueue {
  private func fill() {
    guard phase == .running else { return }
    if exclusive == nil, let suspect = nextSuspect() {
      beginAlone(suspect)
    } else if exclusive == nil {
      for kind in Job.Kind.allCases { fill(kind) }
    }
    waitingFetches.value = waiting[.fetch]?.count ?? 0
  }

  private func fill(_ kind: Job.Kind) {
    var free = capacity(kind) - running.keys.count(where: { $0.kind == kind })
    while free > 0, let job = waiting[kind]?.popFirst() {
      begin(job)
      free -= 1
    }
  }

  private func nextSuspect() -> Job? {
    for kind in Job.Kind.allCases {
      if let job = suspects[kind]?.popFirst() { return job }
    }
    return nil
  }

  private func capacity(_ kind: Job.Kind) -> Int {
    switch kind {
    case .fetch: max(limits.concurrentFetches, 1)
    case .validation: max(limits.concurrentValidations, 1)
    case .training: max(limits.concurrentTrainings, 1)
    }
  }

  /// Begins a suspect, beside which nothing else is begun until it ends or has lived for a while.
  private func beginAlone(_ suspect: Job) {
    exclusive = suspect
    begin(suspect)
    let time = limits.suspicionTime
    Task {
      try await Task.sleep(for: time)
      trust(suspect)
    }
  }

  private func trust(_ suspect: Job) {
    guard exclusive == suspect else { return }
    exclusive = nil
    fill()
  }

  private func begin(_ job: Job) {
    running[job] = Task {
      let next = await work(self, job)
      end(job, next)
    }
  }

  private func end(_ job: Job, _ next: Job?) {
    running[job] = nil
    if exclusive == job { exclusive = nil }
    if let next { add(next) } else { fill() }
    if running.isEmpty { resumeStop() }
  }

  private func resumeStop() {
    idle?.resume()
    idle = nil
  }
}

/// A number that is looked at from outside of the actor.
private final class Gauge: Sendable {
  private let number = Mutex(0)

  var value: Int {
    get { number.withLock(\.self) }
    set { number.withLock { $0 = newValue } }
  }
}
