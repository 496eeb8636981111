/// What the queue has to do with the work of other providers.
extension JobQueue {
  /// Adds those jobs of other providers that this queue doesn't know. If another provider has claimed one,
  /// it waits until that claim has ended.
  func adopt(_ jobs: [Job]) {
    guard isOpen else { return }
    let known = Set((running.keys + waitingJobs).map(\.reference))
    for var job in jobs where !known.contains(job.reference) {
      job.isAdopted = true
      add(job)
    }
  }

  /// The jobs that wait, for whatever it may be.
  var waitingJobs: [Job] {
    waiting.values.flatMap(\.jobs) + suspects.inOrder + postponed.values
  }

  /// Lets those jobs count that still wait, and not those that another provider does or has done.
  ///
  /// - Parameters:
  ///   - jobs: the jobs that were waiting before the registry was read.
  ///   - models: the models that wait for work or are being worked on, according to the registry.
  func count(_ jobs: [Job], given models: [StoredModel]) {
    let undone = Set(models.lazy.filter { !$0.hasRunningJob }.map(JobReference.init(to:)))
    let present = Set(waitingJobs)
    for job in jobs where present.contains(job) {
      let counts = undone.contains(job.reference) && job.wait?.isForClaim != true
      places[job.modelID] = counts ? places[job.modelID] ?? admission.place(for: job) : nil
    }
  }
}
