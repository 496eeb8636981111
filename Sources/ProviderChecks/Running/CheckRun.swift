/// Runs checks one after the other, each with models of its own.
package struct CheckRun: Sendable {
  private let subject: Subject
  private let selection: CheckSelection

  package init(of subject: Subject, _ selection: CheckSelection = CheckSelection()) {
    self.subject = subject
    self.selection = selection
  }

  /// Runs the checks.
  ///
  /// - Parameter report: receives each result as soon as it is there.
  /// - Returns: all results, in the same order.
  /// - Throws: ``SubjectError`` if the selection names an unknown check; errors of the server for
  ///   links.
  @discardableResult
  package func results(_ report: (CheckResult) -> Void = { _ in }) async throws -> [CheckResult] {
    try await results(of: selection.checks(), report)
  }

  /// Runs checks, selected or not. If nothing answers, the results say so in any case.
  func results(
    of checks: [Check], _ report: (CheckResult) -> Void = { _ in }
  ) async throws -> [CheckResult] {
    try await LinkServer.run(host: subject.linkHost) { links in
      var results: [CheckResult] = []
      let silence = await silence(links)
      let saysSo = silence == nil || checks.contains { $0.id == Check.answers.id }
      for check in saysSo ? checks : [Check.answers] + checks {
        let start = ContinuousClock.now
        let outcome = await outcome(of: check, links, silence)
        let result = CheckResult(check: check, outcome: outcome, time: .now - start)
        report(result)
        results.append(result)
      }
      return results
    }
  }

  /// Finds out whether anything answers, so that a dead provider doesn't cost the time of all
  /// checks.
  ///
  /// - Returns: why there is no answer; `nil` if there is one, even an error.
  private func silence(_ links: LinkServer) async -> String? {
    let daemon = Daemon(subject, links)
    defer { daemon.close() }
    do {
      _ = try await daemon.status(of: "provider-check")
      return nil
    } catch CheckStop.failed(let reason) {
      return reason
    } catch {
      return Printable.text("\(error)")
    }
  }

  private func outcome(
    of check: Check, _ links: LinkServer, _ silence: String?
  ) async -> Outcome {
    if check.cost.trains, !selection.trains {
      return .notApplicable("it trains, and trainings were left out")
    }
    if let silence {
      return check.id == Check.answers.id
        ? .failed(silence) : .notApplicable("the provider doesn't answer")
    }
    let daemon = Daemon(subject, links)
    let limit = check.deadline(for: subject)
    let outcome = await first(within: limit) { await Self.run(check, daemon) }
    daemon.close()
    _ = await first(within: .seconds(10)) {
      await daemon.clearAway()
      return .passed
    }
    daemon.close()
    return outcome
  }

  private static func run(_ check: Check, _ daemon: Daemon) async -> Outcome {
    do {
      try await check.body(daemon)
      return .passed
    } catch CheckStop.failed(let reason) {
      return .failed(reason)
    } catch CheckStop.notApplicable(let reason) {
      return .notApplicable(reason)
    } catch {
      return .failed(Printable.text("\(error)"))
    }
  }

  /// The outcome of `body`, or a failure at the end of the time. Doesn't wait for `body` then,
  /// whatever it is doing.
  private func first(
    within time: Duration, _ body: @escaping @Sendable () async -> Outcome
  ) async -> Outcome {
    let (outcomes, continuation) = AsyncStream.makeStream(of: Outcome.self)
    let work = Task { continuation.yield(await body()) }
    let timer = Task {
      try await Task.sleep(for: time)
      continuation.yield(.failed("the check didn't end within \(time.inSeconds)"))
    }
    defer {
      work.cancel()
      timer.cancel()
    }
    for await outcome in outcomes { return outcome }
    return .failed("the check was cancelled")
  }
}
