import Synchronization
import TrainingProtos
import TrainingRuntime

/// Holds what was called and answered about every model, and judges it.
///
/// Tell it of a call before it is sent, and of its answer when it is there; of a death before the
/// server is killed, and again when it is gone. The order in which it is told is the order in which
/// things happened, as far as anybody can know.
final class Ledger: Sendable {
  private let rules: LifecycleRules
  private let state: Mutex<State>
  private let observe: @Sendable (Moment) -> Void

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
  ///   - rules: what the server may choose.
  ///   - observe: is told when calls begin and end.
  init(
    rules: LifecycleRules = LifecycleRules(),
    observe: @escaping @Sendable (Moment) -> Void = { _ in }
  ) {
    self.rules = rules
    self.observe = observe
    state = Mutex(State())
  }

  /// What was wrong so far.
  var violations: [Violation] { state.withLock(\.violations) }

  /// What was counted so far.
  var counts: LedgerCounts {
    state.withLock { state in
      var counts = state.counts
      counts.givenUp = state.models.values.map(\.givenUp.count).reduce(0, +)
      counts.forgottenPrices = state.models.values.map(\.forgottenPrices).reduce(0, +)
      return counts
    }
  }

  /// The models that are not known to be deleted, with what each may have on the disk.
  var living: [String: Belongings] {
    state.withLock { $0.models.filter(\.value.mayLive).mapValues(\.belongings) }
  }

  /// Every model that was ever acknowledged, with its last known status.
  var models: [String: Training_Status] {
    state.withLock { $0.models.mapValues(\.lastStatus) }
  }
}

extension Ledger {
  /// create_model was answered with an identifier.
  func created(_ id: String) {
    state.withLock { state in
      state.counts.models += 1
      state.models[id] = ModelHistory(id, after: state.lastDeath, rules)
    }
  }

  /// A call is about to be sent.
  ///
  /// - Parameters:
  ///   - call: the call.
  ///   - id: the model that it is about.
  ///   - life: which of the server's lives it is sent to, from 1.
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

  /// A call has come to its end.
  func end(_ number: Int, of id: String, _ answer: Answer, life: Int) {
    state.withLock { state in
      state.counts.add(answer)
      if case .lost(let reason) = answer { state.judgeLoss(reason, of: id, life) }
      guard let violation = state.models[id]?.end(number, answer) else { return }
      state.violations.append(violation)
    }
    observe(.end(answer))
  }

  /// create_model has come to its end without an identifier.
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

  /// The server is about to be killed.
  func killing(_ life: Int) {
    state.withLock { $0.lastKill = max($0.lastKill, life) }
  }

  /// The server is gone.
  func died(_ life: Int) {
    state.withLock { state in
      state.lastKill = max(state.lastKill, life)
      state.lastDeath = life
      state.counts.deaths += 1
      for id in state.models.keys { state.models[id]?.die(life) }
    }
  }

  /// Judges what no single answer can break: all work should have come to its end by now, and what
  /// was given up should have had deaths of its own.
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
