import GRPCCore
import TrainingProtos

@testable import torture

/// A ledger with invented events.
struct ForgedHistory {
  static let model = "model"

  let ledger: Ledger
  private(set) var life = 1

  /// The history of one new model.
  init(rules: LifecycleRules = LifecycleRules()) {
    ledger = Ledger(rules: rules)
    ledger.created(Self.model)
  }

  /// The violations that the ledger has found.
  var broken: [Invariant] { ledger.violations.map(\.invariant) }

  /// Records a call.
  ///
  /// - Returns: its number.
  func begin(_ call: Call, of id: String = model) -> Int {
    ledger.begin(call, of: id, life: life)
  }

  /// Records the end of a call.
  func end(_ number: Int, _ answer: Answer, of id: String = model) {
    ledger.end(number, of: id, answer, life: life)
  }

  /// Records a call and its answer.
  func make(_ call: Call, _ answer: Answer, of id: String = model) {
    end(begin(call, of: id), answer, of: id)
  }

  /// Records a question for a price and the paid call.
  func pay(for call: Call, _ answer: Answer, of id: String = model) {
    if let question = call.question { make(question, .price, of: id) }
    make(call, answer, of: id)
  }

  /// Records status calls with their answers.
  func poll(_ statuses: Training_Status...) {
    for status in statuses { make(.status, .status(status)) }
  }

  /// Records that the server was killed and restarted a number of times.
  mutating func die(_ times: Int = 1) {
    for _ in 0..<times {
      ledger.killing(life)
      ledger.died(life)
      life += 1
    }
  }

  /// Records that the model was trained on a dataset.
  func becomeReady(with dataset: Dataset) {
    pay(for: .upload(dataset, .whole), .status(.validating))
    poll(.validating, .validated)
    pay(for: .training, .status(.training))
    poll(.training, .readyToUse)
  }
}

extension Answer {
  static func refused(_ code: RPCError.Code, _ message: String = "") -> Answer {
    .refused(Refusal(code: code, message: message))
  }
}

extension Dataset {
  static let first = Dataset(number: 1)
  static let second = Dataset(number: 2)
  static let bad = Dataset(number: 3, fault: .unpaired)
  static let unreachable = Dataset(number: 4, fault: .unreachable)

  var clip: Clip { Clip(dataset: number, index: 0, byteCount: clipBytes) }
}
