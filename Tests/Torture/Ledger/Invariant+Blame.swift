import GRPCCore
import TrainingProtos

extension Invariant {
  /// Returns the invariant that an answer breaks if no state predicts the answer.
  static func broken(by answer: Answer, to call: Call, in states: Set<ModelState>) -> Invariant {
    if case .refused(let refusal) = answer, refusal.code == .notFound,
      !states.contains(where: { $0.rest == .deleted })
    {
      return .keepsModels
    }
    if states.allSatisfy({ $0.rest == .deleted }) { return .keepsDeletions }
    if case .inference = call, states.allSatisfy({ $0.artefacts != nil }) { return .keepsResults }
    guard call == .status else { return .tellsTruth }
    if case .status(let status) = answer, [.errored, .readyToUse].contains(status),
      states.contains(where: { $0.work?.shouldSucceed == true })
    {
      return .sparesInnocents
    }
    return states.allSatisfy({ $0.work == nil }) ? .keepsEnds : .tellsTruth
  }
}

extension ModelState.Work {
  fileprivate var shouldSucceed: Bool {
    switch self {
    case .receiving: false
    case .validating(let dataset, _): dataset.isGood
    case .training: true
    }
  }
}
