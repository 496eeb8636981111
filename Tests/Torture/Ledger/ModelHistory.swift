import TrainingProtos

/// Everything that was called and answered about one model, and what follows from it.
struct ModelHistory: Sendable {
  let id: String

  private var beliefs: Beliefs
  private var calls: [Int: PendingCall] = [:]
  /// The methods by which a price was asked since the last call that can change it, and whether
  /// nothing was being done that could change it.
  private var prices: [String: Bool] = [:]
  private var events: [String] = []

  /// Whether an answer was wrong. From then on nothing follows from anything.
  private(set) var isBroken = false

  /// The last status that was answered.
  private(set) var lastStatus = Training_Status.created

  /// The work that was given up because the server died.
  private(set) var givenUp: [GivenUpWork] = []

  /// How often a price was asked for nothing, because the server did not know it any more.
  private(set) var forgottenPrices = 0

  private let rules: LifecycleRules
  private var lastDeath: Int

  /// The first of the server's lives in which the work can have begun that may be in hand.
  private var workLife: Int?

  /// The lives in which work was in hand that may have been given up, or may have ended by itself.
  private var doubtfulLives: ClosedRange<Int>?

  /// A history that begins with the model's creation.
  ///
  /// - Parameters:
  ///   - id: the model's identifier.
  ///   - lastDeath: the last of the server's lives that has ended, if one has.
  init(_ id: String, after lastDeath: Int = 0, _ rules: LifecycleRules = LifecycleRules()) {
    self.id = id
    self.lastDeath = lastDeath
    self.rules = rules
    beliefs = Beliefs(Lifecycle(rules: rules))
  }

  /// Whether the model can be anything but deleted.
  var mayLive: Bool { isBroken || beliefs.states.contains { $0.rest != .deleted } }

  /// What the model may have on the server's disk while nothing is being done.
  var belongings: Belongings {
    if isBroken { return Belongings(datasets: 1, artefacts: 1) }
    return Belongings(
      datasets: beliefs.states.contains { $0.atHand != nil || $0.work != nil } ? 1 : 0,
      artefacts: beliefs.states.contains { $0.artefacts != nil } ? 1 : 0)
  }

  /// A call begins.
  mutating func begin(_ number: Int, _ call: Call, life: Int) {
    note("\(number) \(call), life \(life)")
    calls[number] = PendingCall(
      call: call, life: life, mayLackPrice: mayLackPrice(call), beganAtRest: isAtRest)
    if call.isPaid, workLife == nil { workLife = life }
    beliefs.begin(number, isTooLate: life <= lastDeath)
    if call.changes { prices = [:] }
  }

  /// A call is answered.
  ///
  /// - Returns: what is wrong with the answer; `nil` if nothing is.
  mutating func end(_ number: Int, _ answer: Answer) -> Violation? {
    note("\(number) → \(answer)")
    if case .status(let status) = answer { lastStatus = status }
    guard let pending = calls[number], !isBroken else { return nil }
    beliefs.elapse(calls)
    switch answer {
    case .lost, .withdrawn:
      disregard(number)
      return nil
    default:
      return observe(answer, to: pending, number)
    }
  }

  /// The server died.
  mutating func die(_ life: Int) {
    note("life \(life) ends")
    lastDeath = life
    guard !isBroken else { return }
    beliefs.elapse(calls)
    let dead = calls.filter { $0.value.life == life }
    beliefs.die(dead.keys)
    for (number, call) in dead where call.isUnanswerable { forget(number) }
  }

  /// Everything that happened lately, for whoever looks for the reason.
  var account: String { events.joined(separator: "\n    ") }
}

extension ModelHistory {
  private mutating func observe(
    _ answer: Answer, to pending: PendingCall, _ number: Int
  ) -> Violation? {
    let states = beliefs.states
    guard beliefs.observe(answer, to: pending.call, number) else {
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

  /// Notes in which lives work that was given up can have been in hand.
  ///
  /// That it was given up may show only later, e.g. by an answer that a bad dataset would not explain.
  private mutating func noteGivenUp(before states: Set<ModelState>, in life: Int) {
    let first = workLife ?? life
    let lives = doubtfulLives ?? first...max(first, lastDeath)
    if !states.allSatisfy(\.isGivenUp), beliefs.states.allSatisfy(\.isGivenUp) {
      givenUp.append(GivenUpWork(id: id, lives: lives))
    }
    let isDoubtful = beliefs.states.contains(where: \.isGivenUp)
    // New work has been begun since, which has lives of its own.
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
      beliefs.disregard(number)
    }
  }

  private mutating func forget(_ number: Int) {
    calls[number] = nil
    beliefs.forget(number)
  }

  /// Keeps no more of the past than somebody would read.
  private mutating func note(_ event: String) {
    events.append(event)
    if events.count > 80 { events.removeFirst(40) }
  }

  /// Whether nothing is being done that could change the model.
  private var isAtRest: Bool {
    beliefs.states.allSatisfy { $0.work == nil } && !calls.values.contains(where: \.call.changes)
  }

  private func mayLackPrice(_ call: Call) -> Bool {
    guard let question = call.question else { return false }
    return prices[question.method] != true
  }
}
