/// The waiting jobs of one kind, oldest first, with at most one for each model. Adding and removing
/// a job takes constant time, however many wait.
struct WaitingJobs {
  private var jobs: [Int: Job] = [:]
  private var numbers: [String: Int] = [:]
  private var first = 0
  private var next = 0

  var count: Int { jobs.count }

  /// Adds a job. It replaces a job of the same model, which is out of date.
  mutating func append(_ job: Job) {
    remove(modelID: job.modelID)
    jobs[next] = job
    numbers[job.modelID] = next
    next += 1
  }

  mutating func popFirst() -> Job? {
    while first < next {
      defer { first += 1 }
      guard let job = jobs.removeValue(forKey: first) else { continue }
      numbers[job.modelID] = nil
      return job
    }
    return nil
  }

  mutating func remove(modelID: String) {
    guard let number = numbers.removeValue(forKey: modelID) else { return }
    jobs[number] = nil
  }
}
