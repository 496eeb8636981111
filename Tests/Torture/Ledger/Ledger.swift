import Synchronization
import TrainingProtos
import TrainingRuntime

/// Records the calls and answers for every model, and checks them.
///
/// Record a call before it is sent and its answer when it has arrived. Record a death before the
/// server is killed and again when it is dead. The order of the records must be consistent with the
/// order of the events.
final class Ledger: Sendable {
  private let rules: LifecycleRules
  private let state: Mutex<State>
  private let observe: @Sendable (CallEvent) -> Void

  private struct State {
    var models: [String: ModelHistory] = [:]
    var nextNumber = 0
    var lastKill = 0
    var lastDeath = 0
    var counts = LedgerCounts()
    var violations: [Violation] = []

    mutating func judgeLoss(_ reason: String, of id: String, _ life: Int) {
      guard life > lastKill else { return }
      violations.append(
        Violation(
          invariant: .answersCalls,
          description: "a call about model \(id) got no answer (\(reason)), and the server lives"))
    }
  }

  /// - Parameters:
  ///   - rules: the freedom that the server has.
  ///   - observe: is called when calls begin and end.
  init(
    rules: LifecycleRules = LifecycleRules(),
    observe: @escaping @Sendable (CallEvent) -> Void = { _ in }
  ) {
    self.rules = rules
    self.observe = observe
    state = Mutex(State())
  }

  /// The violations so far.
  var violations: [Violation] { state.withLock(\.violations) }

  /// The counts so far.
  var counts: LedgerCounts {
    state.withLock { state in
      var counts = state.counts
      counts.givenUp = state.models.values.map(\.givenUp.count).reduce(0, +)
      counts.forgottenPrices = state.models.values.map(\.forgottenPrices).reduce(0, +)
      return counts
    }
  }

  /// The models that may not be deleted, with the number of files that each may have.
  var living: [String: AllowedFiles] {
    state.withLock { $0.models.filter(\.value.mayLive).mapValues(\.allowedFiles) }
  }

  /// All models that were acknowledged, with their last known status.
  var models: [String: Training_Status] {
    state.withLock { $0.models.mapValues(\.lastStatus) }
  }
}

extension Ledger {
  /// Records that create_model was answered with an identifier.
  func created(_ id: String) {
    state.withLock { state in
      state.counts.models += 1
      state.models[id] = ModelHistory(id, after: state.lastDeath, rules)
    }
  }

  /// Records that a call is about to be sent.
  ///
  /// - Parameters:
  ///   - call: the call.
  ///   - id: the model's identifier.
  ///   - life: the number of the server's life, counted from 1.
  /// - Returns: the call's number, for ``end(_:of:_:life:)``.
  func begin(_ call: Call, of id: String, life: Int) -> Int {
    let number = state.withLock { state in
      state.nextNumber += 1
      state.models[id]?.begin(state.nextNumber, call, life: life)
      return state.nextNumber
    }
    observe(.begin(call))
    return number
  }

  /// Records that a call has ended.
  func end(_ number: Int, of id: String, _ answer: Answer, life: Int) {
    state.withLock { state in
      state.counts.add(answer)
      if case .lost(let reason) = answer { state.judgeLoss(reason, of: id, life) }
      guard let violation = state.models[id]?.end(number, answer) else { return }
      state.violations.append(violation)
    }
    observe(.end(answer))
  }

  /// Records that create_model has ended without an identifier.
  func notCreated(_ answer: Answer, life: Int) {
    state.withLock { state in
      switch answer {
      case .lost(let reason): state.judgeLoss(reason, of: "(new)", life)
      default:
        state.violations.append(
          Violation(invariant: .tellsTruth, description: "create_model answers \(answer)"))
      }
    }
  }

  /// Records that the server is about to be killed.
  func killing(_ life: Int) {
    state.withLock { $0.lastKill = max($0.lastKill, life) }
  }

  /// Records that the server is dead.
  func died(_ life: Int) {
    state.withLock { state in
      state.lastKill = max(state.lastKill, life)
      state.lastDeath = life
      state.counts.deaths += 1
      for id in state.models.keys { state.models[id]?.die(life) }
    }
  }

  /// Checks properties that no single answer shows: all work must have ended, and each job that was
  /// given up must have had enough deaths of its own.
  func judgeEnds() {
    state.withLock { state in
      for (id, model) in state.models.sorted(by: { $0.key < $1.key })
      where [.validating, .training].contains(model.lastStatus) {
        state.violations.append(
          Violation(
            invariant: .endsWork,
            description: "model \(id) stays \(model.lastStatus.protoName)\n    \(model.account)"))
      }
      let premature = GivenUpWork.premature(
        state.models.values.flatMap(\.givenUp), deaths: rules.deathsPerJob)
      for work in premature {
        state.violations.append(
          Violation(
            invariant: .sparesInnocents,
            description: "model \(work.id) was given up after deaths in lives \(work.lives), which "
              + "count for other models"))
      }
    }
  }
}
