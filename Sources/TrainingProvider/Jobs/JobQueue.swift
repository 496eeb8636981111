import Synchronization

/// Runs jobs in the background, in the order they were added, with a limit for each kind.
///
/// Holds jobs until ``start()``, and after ``stop()`` for ever: the registry knows of them, and
/// the next start of the provider resumes them.
///
/// ### Suspects
///
/// Jobs that were in hand at two deaths of the process come first, those with the most deaths
/// before all others, one at a time. The first one runs alone, so if the process dies again it was
/// that one. If it lives for long enough, the next one begins beside it. A death then is nobody's
/// for certain, but the suspect that began last comes first the next time, and alone. A job that
/// kills the process is thus found out after a few deaths, however late it kills, and no other is
/// ever given up for it.
actor JobQueue {
  private let limits: JobLimits
  private let work: @Sendable (JobQueue, Job) async -> Job?
  private var phase = Phase.held
  private var waiting: [Job.Kind: JobLine] = [:]
  /// Suspects that wait, the worst last.
  private var suspects: [Job] = []
  private var running: [Job: Task<Void, Never>] = [:]
  /// The suspect beside which no other is begun.
  private var quarantined: Job?
  /// Whether the first suspect has ended or has lived for long enough.
  private var isFirstSuspectOver = false
  /// Whether the time is over for which other jobs wait for suspects.
  private var isSuspectTimeOver = false
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
      lineUp(job)
    } else {
      waiting[job.kind, default: JobLine()].append(job)
    }
    fill()
  }

  /// Gives up the jobs of a model, running or not. Does not wait for them.
  func cancel(modelID: String) {
    for kind in Job.Kind.allCases { waiting[kind]?.remove(modelID: modelID) }
    suspects.removeAll { $0.modelID == modelID }
    for (job, task) in running where job.modelID == modelID { task.cancel() }
    fill()
  }

  /// Begins to do jobs.
  func start() {
    guard phase == .held else { return }
    phase = .running
    fill()
    // Not keeping alive a queue that nobody uses any more.
    Task { [weak self, limits] in
      try await Task.sleep(for: limits.suspicionTime * 10)
      await self?.endSuspectTime()
    }
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
    if quarantined == nil, let suspect = suspects.popLast() { quarantine(suspect) }
    if othersMayBegin {
      for kind in Job.Kind.allCases { fill(kind) }
    }
    // Nobody has to make way for links that wait for something else than a place.
    waitingFetches.value = othersMayBegin ? waiting[.fetch]?.count ?? 0 : 0
  }

  /// Whether jobs that aren't suspects may begin.
  private var othersMayBegin: Bool {
    quarantined == nil || isFirstSuspectOver && isSuspectTimeOver
  }

  private func fill(_ kind: Job.Kind) {
    var free = capacity(kind) - running.keys.count(where: { $0.kind == kind })
    while free > 0, let job = waiting[kind]?.popFirst() {
      begin(job)
      free -= 1
    }
  }

  private func lineUp(_ suspect: Job) {
    suspects.removeAll { $0.modelID == suspect.modelID }
    let place = suspects.firstIndex { !suspect.isWorse(than: $0) } ?? suspects.endIndex
    suspects.insert(suspect, at: place)
  }

  private func capacity(_ kind: Job.Kind) -> Int {
    switch kind {
    case .fetch: max(limits.concurrentFetches, 1)
    case .validation: max(limits.concurrentValidations, 1)
    case .training: max(limits.concurrentTrainings, 1)
    }
  }

  /// Begins a suspect, beside which no other is begun until it ends or has lived for a while.
  private func quarantine(_ suspect: Job) {
    quarantined = suspect
    begin(suspect)
    let doublings = min(suspect.suspicions - Job.suspectFrom, 12)
    let time = limits.suspicionTime * (1 << doublings)
    Task { [weak self] in
      try await Task.sleep(for: time)
      await self?.trust(suspect)
    }
  }

  private func trust(_ suspect: Job) {
    endQuarantine(of: suspect)
    fill()
  }

  private func endSuspectTime() {
    isSuspectTimeOver = true
    fill()
  }

  private func endQuarantine(of suspect: Job) {
    guard quarantined == suspect else { return }
    quarantined = nil
    isFirstSuspectOver = true
  }

  private func begin(_ job: Job) {
    running[job] = Task {
      let next = await work(self, job)
      end(job, next)
    }
  }

  private func end(_ job: Job, _ next: Job?) {
    running[job] = nil
    endQuarantine(of: job)
    if let next { add(next) } else { fill() }
    fetches.leave(job.modelID)
    if running.isEmpty { resumeStop() }
  }

  private func resumeStop() {
    idle?.resume()
    idle = nil
  }
}

extension Job {
  /// Whether the job comes before another suspect: the one that was in hand at more deaths, and of
  /// equals the quicker one.
  fileprivate func isWorse(than other: Job) -> Bool {
    guard suspicions == other.suspicions else { return suspicions > other.suspicions }
    return Kind.allCases.firstIndex(of: kind) ?? 0 < Kind.allCases.firstIndex(of: other.kind) ?? 0
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
