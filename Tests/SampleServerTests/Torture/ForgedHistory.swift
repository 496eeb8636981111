import GRPCCore
import TrainingProtos

@testable import torture

/// A ledger that is told of things that never happened.
struct ForgedHistory {
  static let model = "model"

  let ledger: Ledger
  private(set) var life = 1

  /// A history of one model that was just created.
  init(rules: LifecycleRules = LifecycleRules()) {
    ledger = Ledger(rules: rules)
    ledger.created(Self.model)
  }

  /// What the ledger found to be wrong.
  var broken: [Invariant] { ledger.violations.map(\.invariant) }

  /// A call is sent.
  ///
  /// - Returns: its number.
  func begin(_ call: Call, of id: String = model) -> Int {
    ledger.begin(call, of: id, life: life)
  }

  /// A call comes to its end.
  func end(_ number: Int, _ answer: Answer, of id: String = model) {
    ledger.end(number, of: id, answer, life: life)
  }

  /// A call is made and answered, with nothing else in between.
  func make(_ call: Call, _ answer: Answer, of id: String = model) {
    end(begin(call, of: id), answer, of: id)
  }

  /// A call for which the price was asked.
  func pay(for call: Call, _ answer: Answer, of id: String = model) {
    if let question = call.question { make(question, .price, of: id) }
    make(call, answer, of: id)
  }

  /// Status calls, each answered with one of those.
  func poll(_ statuses: Training_Status...) {
    for status in statuses { make(.status, .status(status)) }
  }

  /// The server is killed so many times, and started again.
  mutating func die(_ times: Int = 1) {
    for _ in 0..<times {
      ledger.killing(life)
      ledger.died(life)
      life += 1
    }
  }

  /// The model becomes ready with a dataset.
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
