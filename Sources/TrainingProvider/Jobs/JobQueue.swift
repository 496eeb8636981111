import Foundation

/// Runs jobs in the background, in an order that is fair to users (see ``WaitingJobs``), with a limit
/// for each kind.
///
/// Jobs wait until ``start()`` is called. Jobs that are added after ``stop()`` never run: the
/// registry knows of them, and the next start of the provider resumes them.
///
/// ### Suspects
///
/// Jobs that were running at two crashes of the process are suspects. They start before all others,
/// one at a time, those with the most crashes first, and among equals the one that started last
/// before. The first suspect runs alone, so if the process crashes again, that suspect is the cause.
/// If the process survives for long enough, the next suspect starts beside the first. A crash can
/// then have several causes, but the suspect that started last comes first the next time, and runs
/// alone. So a job that crashes the process is found after a few crashes, and no other job is given
/// up in its place.
///
/// Other jobs wait for suspects only for a limited time after the start. From then on a crash can
/// have any of the running jobs as its cause, and makes each of them more suspicious.
actor JobQueue {
  private let limits: JobLimits
  private let work: @Sendable (JobQueue, Job) async -> Job?
  private var phase = Phase.held
  private(set) var waiting: [Job.Kind: WaitingJobs] = [:]
  private(set) var suspects = WaitingSuspects()
  private(set) var running: [Job: RunningJob] = [:]
  /// The jobs that wait for disk space or for a claim, by the identifier of their model.
  private(set) var postponed: [String: Job] = [:]
  /// The places of the jobs that wait, by the identifier of their model. What another provider does has
  /// none.
  var places: [String: JobPlace] = [:]
  /// The suspect that is being observed. No other suspect is started until it ends or is trusted.
  private var quarantined: Job?
  /// Whether other jobs have waited for suspects for as long as they have to.
  private var isSuspectTimeOver = false
  private var idle: CheckedContinuation<Void, Never>?
  private nonisolated let waitingFetches: SharedNumber

  /// The links that are being fetched, and the number of those that wait.
  nonisolated let fetches: TransferCrowd

  /// Decides whether further work may wait.
  nonisolated let admission: JobAdmission

  private enum Phase {
    case held, running, stopped
  }

  /// - Parameters:
  ///   - limits: how many jobs of each kind run at once.
  ///   - links: how slow links may be.
  ///   - work: runs a job of this queue and returns the job that follows it, or the job itself if it
  ///     has to wait. Its task is cancelled when the job is to be given up.
  init(
    _ limits: JobLimits, links: TransferLimits = TransferLimits(),
    work: @escaping @Sendable (JobQueue, Job) async -> Job?
  ) {
    self.limits = limits
    admission = JobAdmission(limits)
    let waitingFetches = SharedNumber()
    self.waitingFetches = waitingFetches
    fetches = TransferCrowd(links) { waitingFetches.value }
    self.work = work
  }

  /// Whether this process will run jobs that are added now.
  var isOpen: Bool { phase != .stopped }

  /// Adds a job. It is never refused.
  func add(_ job: Job) {
    postponed[job.modelID] = nil
    places[job.modelID] = admission.place(for: job)
    if job.isSuspect {
      suspects.insert(job)
    } else {
      waiting[job.kind, default: WaitingJobs()].append(job)
    }
    beginNextJobs()
  }

  /// Cancels the jobs of a model, running or waiting, without waiting for them to end.
  func cancel(modelID: String) {
    for kind in Job.Kind.allCases { waiting[kind]?.remove(modelID: modelID) }
    suspects.remove(modelID: modelID)
    postponed[modelID] = nil
    places[modelID] = nil
    for (job, running) in running where job.modelID == modelID { running.task.cancel() }
    beginNextJobs()
  }

  /// Takes over a change that an operator made by hand.
  ///
  /// - Parameters:
  ///   - change: the change. Jobs that run for an earlier revision are cancelled, because their results
  ///     would be refused. Those that wait find that out when they begin.
  ///   - job: the job that the change began, if any. It is added unless it is already running.
  func follow(_ change: OperatorChange, _ job: Job?) {
    let jobs = running.keys.filter { $0.modelID == change.modelID }
    for outdated in jobs where outdated.revision < change.revision {
      running[outdated]?.task.cancel()
    }
    guard let job else { return }
    guard !jobs.contains(where: { $0.revision == job.revision }) else { return }
    add(job)
  }

  /// Starts to run jobs.
  func start() {
    guard phase == .held else { return }
    phase = .running
    beginNextJobs()
    // A weak reference: the timer must not keep an unused queue alive.
    Task { [weak self, limits] in
      try await Task.sleep(for: limits.suspicionTime * 10)
      await self?.endSuspectTime()
    }
  }

  /// Cancels the running jobs and waits for them to end, but no longer than the limits allow.
  ///
  /// - Returns: the jobs that did not end in time.
  @discardableResult
  func stop() async -> [Job] {
    phase = .stopped
    for running in running.values { running.task.cancel() }
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
  private func beginNextJobs() {
    guard phase == .running else { return }
    if quarantined == nil, let suspect = suspects.popFirst() { quarantine(suspect) }
    if nonSuspectsMayBegin {
      for kind in Job.Kind.allCases { beginNextJobs(of: kind) }
    }
    // While suspects hold links up, no running fetch has to make way for them.
    waitingFetches.value = nonSuspectsMayBegin ? waiting[.fetch]?.count ?? 0 : 0
  }

  /// Whether jobs that aren't suspects may begin.
  private var nonSuspectsMayBegin: Bool {
    quarantined == nil || isSuspectTimeOver
  }

  private func beginNextJobs(of kind: Job.Kind) {
    var free = capacity(kind) - running.keys.count(where: { $0.kind == kind })
    while free > 0, let job = waiting[kind]?.popFirst(besides: runningByUser(kind)) {
      begin(job)
      free -= 1
    }
  }

  /// How many jobs of a kind are running for each user.
  private func runningByUser(_ kind: Job.Kind) -> [JobUser: Int] {
    running.keys.reduce(into: [:]) { counts, job in
      if job.kind == kind { counts[job.user, default: 0] += 1 }
    }
  }

  private func capacity(_ kind: Job.Kind) -> Int {
    switch kind {
    case .fetch: max(limits.concurrentFetches, 1)
    case .validation: max(limits.concurrentValidations, 1)
    case .training: max(limits.concurrentTrainings, 1)
    }
  }

  /// Starts a suspect, and no other suspect until this one ends or has run for a while.
  private func quarantine(_ suspect: Job) {
    quarantined = suspect
    begin(suspect)
    let doublings = min(suspect.suspicions - Job.suspectThreshold, 12)
    let time = limits.suspicionTime * (1 << doublings)
    Task { [weak self] in
      try await Task.sleep(for: time)
      await self?.trust(suspect)
    }
  }

  private func trust(_ suspect: Job) {
    endQuarantine(of: suspect)
    beginNextJobs()
  }

  private func endSuspectTime() {
    isSuspectTimeOver = true
    beginNextJobs()
  }

  private func endQuarantine(of suspect: Job) {
    guard quarantined == suspect else { return }
    quarantined = nil
  }

  private func begin(_ job: Job) {
    places[job.modelID] = nil
    running[job] = RunningJob(
      task: Task {
        let next = await work(self, job)
        end(job, next)
      })
  }

  private func end(_ job: Job, _ next: Job?) {
    running[job] = nil
    waiting[job.kind]?.endTurn(of: job.user)
    endQuarantine(of: job)
    if let next, let wait = next.wait { postpone(next, for: wait) } else if let next { add(next) }
    beginNextJobs()
    if job.kind == .fetch { fetches.leave(job.transferName) }
    if running.isEmpty { resumeStop() }
  }

  /// Adds a job again after a while. Meanwhile it doesn't keep other jobs from running.
  private func postpone(_ job: Job, for wait: Job.Wait) {
    postponed[job.modelID] = job
    places[job.modelID] = wait.isForClaim ? nil : admission.place(for: job)
    Task { [weak self] in
      try await Task.sleep(for: wait.delay)
      await self?.resume(job)
    }
  }

  private func resume(_ job: Job) {
    if postponed[job.modelID] == job { add(job) }
  }

  private func resumeStop() {
    idle?.resume()
    idle = nil
  }
}

extension JobQueue {
  /// Records the claim under which a job runs.
  func attach(_ claim: HeldClaim, to job: Job) {
    running[job]?.claim = claim
  }

  /// The claim under which a job runs; `nil` if it has none yet.
  func claim(to job: Job) -> HeldClaim? { running[job]?.claim }

  /// Makes the progress of a running training visible.
  func attach(_ run: TrainingRun, to job: Job) {
    running[job]?.run = run
  }

  /// The running jobs, oldest first, then those that wait for their turn, kind by kind and in the
  /// order of their positions, then those that wait for disk space or for a claim.
  func unfinishedJobs() -> [UnfinishedJob] {
    running.sorted { $0.value.start < $1.value.start }.map { UnfinishedJob($0, $1) }
      + Job.Kind.allCases.flatMap { kind in
        inOrder(kind).enumerated().map { UnfinishedJob($1, .waiting, position: $0 + 1) }
      }
      + postponed.values.sorted { $0.claimedAt < $1.claimedAt }
      .map { UnfinishedJob($0, $0.wait?.isForClaim == true ? .waitingForClaim : .waitingForSpace) }
  }

  /// The waiting jobs of a kind: suspects first.
  private func inOrder(_ kind: Job.Kind) -> [Job] {
    suspects.inOrder.filter { $0.kind == kind }
      + (waiting[kind]?.inOrder(besides: runningByUser(kind)) ?? [])
  }
}
