import TrainingProtos

/// The possible changes of a model's state, as far as a consumer can see them.
struct Lifecycle: Sendable {
  var rules = LifecycleRules()

  /// Returns the states that the server may reach without a call.
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

  /// Returns the state of a model after the server dies: uploads fail, and other work is resumed.
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

  /// Returns the state of a model after its work failed. A trained model stays usable.
  func fail(_ state: ModelState, _ newest: ModelState.Newest) -> [ModelState] {
    var state = state
    state.work = nil
    state.newest = newest
    state.rest = state.artefacts == nil ? .errored : .readyToUse
    return [state]
  }

  /// Returns the states that a model may have after its work was given up. This isn't the dataset's
  /// fault, so the dataset may be kept if it is the only one, unless it had yet to be fetched.
  private func giveUp(
    _ state: ModelState, _ newest: ModelState.Newest, keeping dataset: Dataset, after deaths: Int
  ) -> [ModelState] {
    guard deaths >= rules.deathsPerJob else { return [] }
    var state = state
    state.isGivenUp = true
    var keeping = state
    keeping.currentDataset = state.currentDataset ?? dataset
    return Set([state, keeping]).flatMap { fail($0, newest) }
  }
}

extension ModelState {
  fileprivate func validated(_ dataset: Dataset) -> ModelState {
    var state = self
    state.work = nil
    state.rest = .validated
    state.newest = .good(dataset)
    state.currentDataset = dataset
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
