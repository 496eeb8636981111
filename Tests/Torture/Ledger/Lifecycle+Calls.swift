import TrainingProtos

/// How far the server is with a call.
enum Progress: Hashable, Sendable {
  case waiting
  /// An upload has claimed its model.
  case begun
  case over(Prediction)
  /// The server died before it came to it.
  case never
}

extension Lifecycle {
  typealias Step = (state: ModelState, progress: Progress)

  /// What the server may do about a call that it has not heard of yet.
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

  /// What the server may do about an upload that has claimed its model.
  func end(_ dataset: Dataset, _ ending: Call.Ending, number: Int, in state: ModelState) -> [Step] {
    guard state.work == .receiving(number) else {
      return [.superseded, ending.cause].compactMap(\.self).map { (state, .over(.refusal($0))) }
    }
    guard let cause = ending.cause else {
      let work = ModelState.Work.validating(dataset, deaths: 0)
      return [(state.working(work), .over(.status(.validating)))]
    }
    return fail(state, .failed(nil)).map { ($0, .over(.refusal(cause))) }
  }

  /// A price is told whether the call would be refused or not, unless the model is deleted or the
  /// link leads nowhere.
  private func validationPrice(_ dataset: Dataset?, _ state: ModelState) -> Prediction {
    if state.rest == .deleted { return .refusal(.status) }
    return dataset?.fault == .unreachable ? .refusal(.link) : .price
  }

  /// As for a validation; a model that works has no price for a training after a dataset that
  /// failed.
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
    return [state.atHand.map(begin) ?? refusal]
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
  /// Why an upload is refused that ends like this; `nil` if it isn't.
  fileprivate var cause: Prediction.Cause? {
    switch self {
    case .whole: nil
    case .truncated: .truncated
    // No answer is expected to one that is withdrawn, so it does not matter which it would be.
    case .stalled, .withdrawn: .stalled
    }
  }
}

extension ModelState {
  fileprivate static let deleted = ModelState(rest: .deleted)

  fileprivate func working(_ work: Work) -> ModelState {
    var state = self
    state.work = work
    state.isGivenUp = false
    return state
  }
}
