import TrainingProtos

/// The progress of the server with a call.
enum Progress: Hashable, Sendable {
  case waiting
  /// An upload has claimed its model.
  case begun
  case over(Prediction)
  /// The server died before it executed the call.
  case never
}

extension Lifecycle {
  typealias Step = (state: ModelState, progress: Progress)

  /// Returns what the server may do with a call that it has yet to execute.
  func begin(_ call: Call, number: Int, in state: ModelState) -> [Step] {
    switch call {
    case .status:
      [(state, .over(.status(state.status)))]
    case .validationPrice(let dataset): [(state, .over(validationPrice(dataset, state)))]
    case .trainingPrice: [(state, .over(trainingPrice(state)))]
    case .upload:
      state.takesDatasets
        ? [(state.working(.receiving(number)), .begun)] : [(state, .over(.refusal(.status)))]
    case .validation(let dataset): validate(dataset, state)
    case .training: train(state)
    case .deletion: [(.deleted, .over(.status(.deleted)))]
    case .inference: infer(state)
    }
  }

  /// Returns what the server may do with an upload that has claimed its model.
  func end(_ dataset: Dataset, _ ending: Call.Ending, number: Int, in state: ModelState) -> [Step] {
    guard state.work == .receiving(number) else {
      return [.superseded, ending.cause].compactMap(\.self).map { (state, .over(.refusal($0))) }
    }
    guard let cause = ending.cause else {
      let work = ModelState.Work.validating(dataset, deaths: 0)
      return [(state.working(work), .over(.status(.validating)))]
    }
    // If the client leaves while the upload's claim is being stored, the claim is undone.
    let undone = ending == .withdrawn ? [state.working(nil)] : []
    return (fail(state, .failed(nil)) + undone).map { ($0, .over(.refusal(cause))) }
  }

  /// A price is given even if the call would be refused, unless the model is deleted or the link
  /// leads nowhere.
  private func validationPrice(_ dataset: Dataset?, _ state: ModelState) -> Prediction {
    if state.rest == .deleted { return .refusal(.status) }
    return dataset?.fault == .unreachable ? .refusal(.link) : .price
  }

  /// Like the price of a validation, except that a trained model has no price after its last
  /// dataset has failed.
  private func trainingPrice(_ state: ModelState) -> Prediction {
    if state.rest == .deleted { return .refusal(.status) }
    guard state.work == nil, state.rest == .readyToUse, case .failed = state.newest else {
      return .price
    }
    return .refusal(.status)
  }

  private func validate(_ dataset: Dataset?, _ state: ModelState) -> [Step] {
    let refusal: Step = (state, .over(.refusal(.status)))
    guard state.takesDatasets else { return [refusal] }
    func begin(_ dataset: Dataset) -> Step {
      (state.working(.validating(dataset, deaths: 0)), .over(.status(.validating)))
    }
    if dataset?.fault == .unreachable { return [(state, .over(.refusal(.link)))] }
    if let dataset { return [begin(dataset)] }
    return [state.currentDataset.map(begin) ?? refusal]
  }

  private func train(_ state: ModelState) -> [Step] {
    let refusal: Step = (state, .over(.refusal(.status)))
    guard state.work == nil, [.validated, .readyToUse].contains(state.rest) else {
      return [refusal]
    }
    func begin(_ dataset: Dataset) -> Step {
      (state.working(.training(dataset, deaths: 0)), .over(.status(.training)))
    }
    switch state.newest {
    case .none, .failed: return [refusal]
    case .good(let dataset): return [begin(dataset)]
    }
  }

  private func infer(_ state: ModelState) -> [Step] {
    if state.rest == .deleted { return [(state, .over(.refusal(.deleted)))] }
    guard let artefacts = state.artefacts else { return [(state, .over(.refusal(.status)))] }
    return [(state, .over(.transcript(of: artefacts)))]
  }
}

extension Call.Ending {
  /// Why an upload with this ending is refused; `nil` if it isn't.
  fileprivate var cause: Prediction.Cause? {
    switch self {
    case .whole: nil
    case .truncated: .truncated
    // A withdrawn upload has no answer, so any value will do.
    case .stalled, .withdrawn: .stalled
    }
  }
}

extension ModelState {
  fileprivate static let deleted = ModelState(rest: .deleted)

  fileprivate func working(_ work: Work?) -> ModelState {
    var state = self
    state.work = work
    state.isGivenUp = false
    return state
  }
}
