import TrainingProtos

/// The calls and answers for one model, and the states that follow from them.
struct ModelHistory: Sendable {
  let id: String

  private var hypotheses: Hypotheses
  private var calls: [Int: PendingCall] = [:]
  /// The methods that have answered a price since the last call that can change it. The value says
  /// whether no work was in progress that could change the price.
  private var prices: [String: Bool] = [:]
  private var events: [String] = []

  /// Whether an answer was wrong. Later answers aren't checked then.
  private(set) var isBroken = false

  /// The last status in an answer.
  private(set) var lastStatus = Training_Status.created

  /// The jobs that were given up because the server died.
  private(set) var givenUp: [GivenUpWork] = []

  /// How often a call was refused because the server no longer knew its price.
  private(set) var forgottenPrices = 0

  private let rules: LifecycleRules
  private var lastDeath: Int

  /// The first of the server's lives in which the current work may have begun.
  private var workLife: Int?

  /// The lives in which the previous work was running, if it is unknown whether that work was given
  /// up or ended by itself.
  private var doubtfulLives: ClosedRange<Int>?

  /// Creates the history of a new model.
  ///
  /// - Parameters:
  ///   - id: the model's identifier.
  ///   - lastDeath: the number of the server's last life that has ended; 0 if none has.
  init(_ id: String, after lastDeath: Int = 0, _ rules: LifecycleRules = LifecycleRules()) {
    self.id = id
    self.lastDeath = lastDeath
    self.rules = rules
    hypotheses = Hypotheses(Lifecycle(rules: rules))
  }

  /// Whether the model may have another status than DELETED.
  var mayLive: Bool { isBroken || hypotheses.states.contains { $0.rest != .deleted } }

  /// The files that the model may have on the server's disk while no work is in progress.
  var allowedFiles: AllowedFiles {
    if isBroken { return AllowedFiles(datasets: 1, artefacts: 1) }
    return AllowedFiles(
      datasets: hypotheses.states.contains { $0.currentDataset != nil || $0.work != nil } ? 1 : 0,
      artefacts: hypotheses.states.contains { $0.artefacts != nil } ? 1 : 0)
  }

  /// Records that a call begins.
  mutating func begin(_ number: Int, _ call: Call, life: Int) {
    note("\(number) \(call), life \(life)")
    calls[number] = PendingCall(
      call: call, life: life, mayLackPrice: mayLackPrice(call), beganAtRest: isAtRest)
    if call.isPaid, workLife == nil { workLife = life }
    hypotheses.begin(number, isTooLate: life <= lastDeath)
    if call.changes { prices = [:] }
  }

  /// Records the answer to a call.
  ///
  /// - Returns: the violation if the answer is wrong; otherwise `nil`.
  mutating func end(_ number: Int, _ answer: Answer) -> Violation? {
    note("\(number) → \(answer)")
    if case .status(let status) = answer { lastStatus = status }
    guard let pending = calls[number], !isBroken else { return nil }
    hypotheses.elapse(calls)
    switch answer {
    case .lost, .withdrawn:
      disregard(number)
      return nil
    default:
      return observe(answer, to: pending, number)
    }
  }

  /// Records that the server died.
  mutating func die(_ life: Int) {
    note("life \(life) ends")
    lastDeath = life
    guard !isBroken else { return }
    hypotheses.elapse(calls)
    let dead = calls.filter { $0.value.life == life }
    hypotheses.die(dead.keys)
    for (number, call) in dead where call.isUnanswerable { forget(number) }
  }

  /// The latest events, for finding the cause of a violation.
  var account: String { events.joined(separator: "\n    ") }
}

extension ModelHistory {
  private mutating func observe(
    _ answer: Answer, to pending: PendingCall, _ number: Int
  ) -> Violation? {
    let states = hypotheses.states
    guard hypotheses.observe(answer, to: pending.call, number) else {
      isBroken = true
      return violation(
        .broken(by: answer, to: pending.call, in: states),
        "\(pending.call) answers \(answer), but the model is one of: "
          + states.map { "\($0)" }.sorted().joined(separator: "; "))
    }
    calls[number] = nil
    noteGivenUp(before: states, in: pending.life)
    if pending.call.isPaid, case .refused(let refusal) = answer, refusal.isForPrice {
      forgottenPrices += 1
    }
    if answer == .price {
      prices[pending.call.method] = pending.beganAtRest && isAtRest
    }
    return nil
  }

  /// Records the lives in which a job that was given up may have been running.
  ///
  /// Sometimes only a later answer shows that the job was given up, for example one that a bad
  /// dataset would not explain.
  private mutating func noteGivenUp(before states: Set<ModelState>, in life: Int) {
    let first = workLife ?? life
    let lives = doubtfulLives ?? first...max(first, lastDeath)
    if !states.allSatisfy(\.isGivenUp), hypotheses.states.allSatisfy(\.isGivenUp) {
      givenUp.append(GivenUpWork(id: id, lives: lives))
    }
    let isDoubtful = hypotheses.states.contains(where: \.isGivenUp)
    // New work has begun since, which has its own lives.
    if !isDoubtful { doubtfulLives = nil }
    guard isAtRest else { return }
    doubtfulLives = isDoubtful ? lives : nil
    workLife = nil
  }

  private func violation(_ invariant: Invariant, _ reason: String) -> Violation {
    Violation(
      invariant: invariant, description: "model \(id): \(reason)\n    \(account)")
  }

  private mutating func disregard(_ number: Int) {
    guard let pending = calls[number] else { return }
    if pending.life <= lastDeath {
      forget(number)
    } else {
      calls[number]?.isUnanswerable = true
      hypotheses.disregard(number)
    }
  }

  private mutating func forget(_ number: Int) {
    calls[number] = nil
    hypotheses.forget(number)
  }

  /// Adds an event and drops old ones.
  private mutating func note(_ event: String) {
    events.append(event)
    if events.count > 80 { events.removeFirst(40) }
  }

  /// Whether no work and no call is in progress that could change the model.
  private var isAtRest: Bool {
    hypotheses.states.allSatisfy { $0.work == nil } && !calls.values.contains(where: \.call.changes)
  }

  private func mayLackPrice(_ call: Call) -> Bool {
    guard let question = call.question else { return false }
    return prices[question.method] != true
  }
}
