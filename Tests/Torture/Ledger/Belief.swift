/// One way in which everything that was answered so far can have come about.
struct Belief: Hashable, Sendable {
  var model = ModelState()

  /// The calls that have not been answered yet, by their numbers.
  var calls: [Int: Progress] = [:]
}

/// Every way in which everything that was answered so far can have come about.
///
/// The server may have done a call at any moment between its beginning and its answer, and may have
/// ended a piece of work at any moment. So there is more than one state that a model can be in. An
/// answer is true if one of them predicts it, and leaves those that do.
struct Beliefs: Sendable {
  private(set) var all: Set<Belief> = [Belief()]
  let lifecycle: Lifecycle

  init(_ lifecycle: Lifecycle) {
    self.lifecycle = lifecycle
  }

  /// The states that the model can be in.
  var states: Set<ModelState> { Set(all.map(\.model)) }

  /// A call begins.
  ///
  /// - Parameter isTooLate: whether the server that it is sent to is known to be dead.
  mutating func begin(_ number: Int, isTooLate: Bool) {
    all = Set(all.map { belief in belief.with(number, isTooLate ? .never : .waiting) })
  }

  /// Nobody will learn what comes of a call, but the server may still do it.
  mutating func disregard(_ number: Int) {
    all = Set(
      all.map { belief in
        belief.calls[number]?.isOver == true ? belief.with(number, nil) : belief
      })
  }

  /// The server won't do a call any more, and nobody will learn what came of it.
  mutating func forget(_ number: Int) {
    all = Set(all.map { belief in belief.with(number, nil) })
  }

  /// Adds everything that can have happened meanwhile.
  mutating func elapse(_ calls: [Int: PendingCall]) {
    var fresh = Array(all)
    while let belief = fresh.popLast() {
      for next in steps(from: belief, calls) where all.insert(next).inserted {
        fresh.append(next)
      }
    }
  }

  /// Leaves the beliefs that predict an answer.
  ///
  /// - Returns: whether there are any; if not, nothing is changed.
  mutating func observe(_ answer: Answer, to call: Call, _ number: Int) -> Bool {
    let right = all.filter { belief in
      guard case .over(let prediction) = belief.calls[number] else { return false }
      return prediction.matches(answer, to: call)
    }
    guard !right.isEmpty else { return false }
    all = Set(right.map { belief in belief.with(number, nil) })
    return true
  }

  /// The server died, and with it the calls that had those numbers.
  mutating func die(_ numbers: some Sequence<Int>) {
    all = Set(
      all.flatMap { belief in
        lifecycle.death(of: belief.model).map { model in
          var belief = belief
          belief.model = model
          for number in numbers where belief.calls[number]?.isOver == false {
            belief.calls[number] = .never
          }
          return belief
        }
      })
  }

  private func steps(from belief: Belief, _ calls: [Int: PendingCall]) -> [Belief] {
    let byItself = lifecycle.steps(from: belief.model).map { model in
      Belief(model: model, calls: belief.calls)
    }
    let byCalls = belief.calls.flatMap { number, progress in
      calls[number].map { steps(of: $0, number, progress, in: belief.model) } ?? []
    }
    return byItself
      + byCalls.map { number, step in
        let isOver = step.progress.isOver && calls[number]?.isUnanswerable == true
        var next = belief.with(number, isOver ? nil : step.progress)
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

extension Belief {
  fileprivate func with(_ number: Int, _ progress: Progress?) -> Belief {
    var belief = self
    belief.calls[number] = progress
    return belief
  }
}

extension Progress {
  fileprivate var isOver: Bool {
    if case .over = self { true } else { false }
  }
}
