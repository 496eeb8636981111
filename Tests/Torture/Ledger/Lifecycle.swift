import TrainingProtos

/// What can happen to a model: the marketplace's states, as a consumer can know them.
struct Lifecycle: Sendable {
  var rules = LifecycleRules()

  /// What the server may do by itself.
  func steps(from state: ModelState) -> [ModelState] {
    switch state.work {
    case .validating(let dataset, let deaths):
      let ends = dataset.isGood ? [state.validated(dataset)] : fail(state, .failed(dataset))
      return ends + giveUp(state, .failed(dataset), keeping: dataset, after: deaths)
    case .training(let dataset, let deaths):
      return [state.trained(on: dataset)]
        + giveUp(state, .good(dataset), keeping: dataset, after: deaths)
    case .receiving, nil:
      return []
    }
  }

  /// What is left of a model when the server dies: no upload outlives it, and other work goes on.
  func death(of state: ModelState) -> [ModelState] {
    var state = state
    switch state.work {
    case nil: break
    case .receiving: return fail(state, .failed(nil))
    case .validating(let dataset, let deaths):
      state.work = .validating(dataset, deaths: min(deaths + 1, rules.deathsPerJob))
    case .training(let dataset, let deaths):
      state.work = .training(dataset, deaths: min(deaths + 1, rules.deathsPerJob))
    }
    return [state]
  }

  /// What a model becomes whose work failed: one that has worked before goes on working.
  func fail(_ state: ModelState, _ newest: ModelState.Newest) -> [ModelState] {
    var state = state
    state.work = nil
    state.newest = newest
    state.rest = state.artefacts == nil ? .errored : .readyToUse
    return [state]
  }

  /// What a model becomes whose work was given up. That is not the dataset's fault, so it may be
  /// kept if there is no other; a link may not have been followed yet.
  private func giveUp(
    _ state: ModelState, _ newest: ModelState.Newest, keeping dataset: Dataset, after deaths: Int
  ) -> [ModelState] {
    guard deaths >= rules.deathsPerJob else { return [] }
    var state = state
    state.isGivenUp = true
    var keeping = state
    keeping.atHand = state.atHand ?? dataset
    return Set([state, keeping]).flatMap { fail($0, newest) }
  }
}

extension ModelState {
  fileprivate func validated(_ dataset: Dataset) -> ModelState {
    var state = self
    state.work = nil
    state.rest = .validated
    state.newest = .good(dataset)
    state.atHand = dataset
    return state
  }

  fileprivate func trained(on dataset: Dataset) -> ModelState {
    var state = self
    state.work = nil
    state.rest = .readyToUse
    state.artefacts = dataset
    return state
  }
}
