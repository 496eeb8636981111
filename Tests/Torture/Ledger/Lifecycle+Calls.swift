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
    // The price may have been asked for a link that leads nowhere.
    case .validationPrice:
      price(state, isPossible: state.takesDatasets) + [(state, .over(.refusal(.link)))]
    case .trainingPrice: price(state, isPossible: !train(state).contains { $0.state == state })
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
      return [(state, .over(.refusal(.deleted)))]
    }
    let cause: Prediction.Cause
    switch ending {
    case .whole:
      let work = ModelState.Work.validating(dataset, deaths: 0)
      return [(state.working(work), .over(.status(.validating)))]
    case .truncated: cause = .truncated
    case .stalled: cause = .stalled
    // No answer is expected, so it does not matter which one it would be.
    case .withdrawn: cause = .stalled
    }
    return fail(state, .failed(nil)).map { ($0, .over(.refusal(cause))) }
  }

  private func price(_ state: ModelState, isPossible: Bool) -> [Step] {
    let tells =
      if state.rest == .deleted { [false] } else if isPossible { [true] } else {
        rules.pricesRefusedCalls
      }
    return tells.map { tells in (state, .over(tells ? .price : .refusal(.status))) }
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
    // The dataset is as good as before, but it is also the newest and it failed.
    case .untrained(let dataset): return [begin(dataset), refusal]
    }
  }

  private func infer(_ state: ModelState) -> [Step] {
    if state.rest == .deleted { return [(state, .over(.refusal(.deleted)))] }
    guard let artefacts = state.artefacts else { return [(state, .over(.refusal(.status)))] }
    return [(state, .over(.transcript(of: artefacts)))]
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
