/// One possible state of a model and its calls that explains all answers so far.
struct Hypothesis: Hashable, Sendable {
  var model = ModelState()

  /// The calls that have yet to be answered, by their numbers.
  var calls: [Int: Progress] = [:]
}

/// All possible states of a model and its calls that explain all answers so far.
///
/// The server may execute a call at any time between its beginning and its answer, and may end a
/// job at any time. So a model can be in one of several states. An answer is correct if one of
/// these states predicts it. Afterwards, only the states that predicted the answer remain.
struct Hypotheses: Sendable {
  private(set) var all: Set<Hypothesis> = [Hypothesis()]
  let lifecycle: Lifecycle

  init(_ lifecycle: Lifecycle) {
    self.lifecycle = lifecycle
  }

  /// The states that the model can be in.
  var states: Set<ModelState> { Set(all.map(\.model)) }

  /// Records that a call begins.
  ///
  /// - Parameter isTooLate: whether the server that receives the call is known to be dead.
  mutating func begin(_ number: Int, isTooLate: Bool) {
    all = Set(all.map { hypothesis in hypothesis.with(number, isTooLate ? .never : .waiting) })
  }

  /// Records that a call will have no answer, although the server may still execute it.
  mutating func disregard(_ number: Int) {
    all = Set(
      all.map { hypothesis in
        hypothesis.calls[number]?.isOver == true ? hypothesis.with(number, nil) : hypothesis
      })
  }

  /// Records that a call will have no answer, and that the server won't execute it any more.
  mutating func forget(_ number: Int) {
    all = Set(all.map { hypothesis in hypothesis.with(number, nil) })
  }

  /// Adds all states that may have been reached by now.
  mutating func elapse(_ calls: [Int: PendingCall]) {
    var fresh = Array(all)
    while let hypothesis = fresh.popLast() {
      for next in steps(from: hypothesis, calls) where all.insert(next).inserted {
        fresh.append(next)
      }
    }
  }

  /// Keeps only the hypotheses that predict an answer.
  ///
  /// - Returns: whether there are any. If not, nothing changes.
  mutating func observe(_ answer: Answer, to call: Call, _ number: Int) -> Bool {
    let right = all.filter { hypothesis in
      guard case .over(let prediction) = hypothesis.calls[number] else { return false }
      return prediction.matches(answer, to: call)
    }
    guard !right.isEmpty else { return false }
    all = Set(right.map { hypothesis in hypothesis.with(number, nil) })
    return true
  }

  /// Records that the server died, and that the calls with `numbers` were sent to it.
  mutating func die(_ numbers: some Sequence<Int>) {
    all = Set(
      all.flatMap { hypothesis in
        lifecycle.death(of: hypothesis.model).map { model in
          var hypothesis = hypothesis
          hypothesis.model = model
          for number in numbers where hypothesis.calls[number]?.isOver == false {
            hypothesis.calls[number] = .never
          }
          return hypothesis
        }
      })
  }

  private func steps(from hypothesis: Hypothesis, _ calls: [Int: PendingCall]) -> [Hypothesis] {
    let byItself = lifecycle.steps(from: hypothesis.model).map { model in
      Hypothesis(model: model, calls: hypothesis.calls)
    }
    let byCalls = hypothesis.calls.flatMap { number, progress in
      calls[number].map { steps(of: $0, number, progress, in: hypothesis.model) } ?? []
    }
    return byItself
      + byCalls.map { number, step in
        let isOver = step.progress.isOver && calls[number]?.isUnanswerable == true
        var next = hypothesis.with(number, isOver ? nil : step.progress)
        next.model = step.state
        return next
      }
  }

  private func steps(
    of pending: PendingCall, _ number: Int, _ progress: Progress, in model: ModelState
  ) -> [(Int, Lifecycle.Step)] {
    var steps: [Lifecycle.Step] = []
    switch (progress, pending.call) {
    case (.waiting, let call):
      steps = lifecycle.begin(call, number: number, in: model)
      if pending.mayLackPrice { steps.append((model, .over(.refusal(.price)))) }
    case (.begun, .upload(let dataset, let ending)):
      steps = lifecycle.end(dataset, ending, number: number, in: model)
    default: break
    }
    return steps.map { (number, $0) }
  }
}

extension Hypothesis {
  fileprivate func with(_ number: Int, _ progress: Progress?) -> Hypothesis {
    var hypothesis = self
    hypothesis.calls[number] = progress
    return hypothesis
  }
}

extension Progress {
  fileprivate var isOver: Bool {
    if case .over = self { true } else { false }
  }
}
