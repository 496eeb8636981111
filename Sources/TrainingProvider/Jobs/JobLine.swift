/// Jobs that wait, oldest first, one for each model. Adding, taking and leaving take constant time,
/// however many wait.
struct JobLine {
  private var jobs: [Int: Job] = [:]
  private var numbers: [String: Int] = [:]
  private var first = 0
  private var next = 0

  var count: Int { jobs.count }

  /// Adds a job; one that waits for the same model is replaced, as its model moved on.
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
