import DequeModule

/// The waiting jobs of one kind, with at most one for each model, in an order that is fair to users.
///
/// The next job is the oldest one of the user with the fewest running jobs. Among equals, it is the
/// turn of the user who has waited for longest: since its first waiting job was added or, if that is
/// later, since its last job began or ended. So a user with many models gets no more turns than
/// others, and users who come later don't delay those who wait.
///
/// Adding and removing a job takes constant time, however many wait. Taking one takes time that grows
/// with the number of users.
struct WaitingJobs {
  private var numbered: [Int: Job] = [:]
  private var numbers: [String: Int] = [:]
  private var lines: [JobUser: Line] = [:]
  private var next = 0

  /// The waiting jobs of one user.
  private struct Line {
    /// When the user's turn comes among users with equally many running jobs.
    var turn: Int
    /// The numbers of the jobs, oldest first. The first job is still waiting; others may have been
    /// removed.
    var numbers: Deque<Int> = []
  }

  var count: Int { numbered.count }

  /// The jobs, in any order.
  var jobs: some Collection<Job> { numbered.values }

  /// Adds a job. It replaces a job of the same model, which is out of date.
  mutating func append(_ job: Job) {
    remove(modelID: job.modelID)
    let number = take()
    numbered[number] = job
    numbers[job.modelID] = number
    lines[job.user, default: Line(turn: number)].numbers.append(number)
  }

  /// Removes and returns the next job.
  ///
  /// - Parameter running: how many jobs of this kind are running for each user.
  mutating func popFirst(besides running: [JobUser: Int] = [:]) -> Job? {
    let first = lines.min { one, other in
      (running[one.key, default: 0], one.value.turn)
        < (running[other.key, default: 0], other.value.turn)
    }
    guard let (user, line) = first, let number = line.numbers.first, let job = numbered[number]
    else {
      return nil
    }
    remove(modelID: job.modelID)
    endTurn(of: user)
    return job
  }

  mutating func remove(modelID: String) {
    guard let number = numbers.removeValue(forKey: modelID),
      let job = numbered.removeValue(forKey: number)
    else { return }
    while let first = lines[job.user]?.numbers.first, numbered[first] == nil {
      lines[job.user]?.numbers.removeFirst()
    }
    if lines[job.user]?.numbers.isEmpty == true { lines[job.user] = nil }
  }

  /// Lets the users who are waiting now have their turns before `user`, whose job has begun or ended.
  mutating func endTurn(of user: JobUser) {
    let turn = take()
    lines[user]?.turn = turn
  }

  /// The jobs in the order in which they would begin if no running job ended meanwhile.
  ///
  /// - Parameter running: as for ``popFirst(besides:)``.
  func inOrder(besides running: [JobUser: Int] = [:]) -> [Job] {
    var (rest, running, order) = (self, running, [Job]())
    while let job = rest.popFirst(besides: running) {
      running[job.user, default: 0] += 1
      order.append(job)
    }
    return order
  }

  private mutating func take() -> Int {
    defer { next += 1 }
    return next
  }
}
