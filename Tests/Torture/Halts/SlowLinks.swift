import ArgumentParser
import Foundation
import TrainingProtos

/// Gives the server links to datasets that never end, and checks that other links don't have to
/// wait.
struct SlowLinks: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Link to datasets that arrive slowly or not at all, and then to a good one.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many seconds good links are sent, one after the other.")
  var seconds = 60.0

  @Option(help: "How many slow links there are. Choose more than can be fetched at once.")
  var links = 24

  func run(_ report: Report, in folder: URL) async throws {
    report.title("slow links")
    try await LinkServer.run { server in
      let place = folder.appendingPathComponent("slow")
      try await ServerProcess.run(in: place, report) { daemon in
        try await fill(daemon, report) { server.drip($0) }
        await measure(daemon, server, report, "slow links", within: options.seconds(60))
      }
      // These links keep their places for a minute.
      if seconds >= 60 {
        try await ServerProcess.run(in: folder.appendingPathComponent("mute"), report) { daemon in
          try await fill(daemon, report) { server.fickle($0) }
          await measure(
            daemon, server, report, "links that stop answering", within: options.seconds(90))
        }
      }
      try await ServerProcess.run(in: folder.appendingPathComponent("asked"), report) { daemon in
        await measureBesideQuestions(daemon, server, report)
      }
    }
  }

  /// Occupies all places with links whose datasets never end.
  private func fill(
    _ daemon: Daemon, _ report: Report, _ link: (Int) -> String
  ) async throws {
    var ids: [String] = []
    for number in 1...links {
      let id = try await daemon.create("slow")
      try await daemon.payAndValidate(id, link: link(number))
      ids.append(id)
    }
    try await Task.sleep(for: .seconds(1))
    var open = 0
    for id in ids where try await daemon.status(of: id) == .validating { open += 1 }
    report.check(open == links, "slow links are followed", "\(open) of \(links) VALIDATING")
  }

  /// Repeatedly asks for the price of links whose servers don't answer, or only after 15 s.
  private func measureBesideQuestions(
    _ daemon: Daemon, _ server: LinkServer, _ report: Report
  ) async {
    let isOver = Latch()
    let (refused, priced) = (Latencies(), Counter())
    await withDiscardingTaskGroup { group in
      for number in 1...links {
        group.addTask {
          while !isOver.isSet {
            let link = number % 2 == 0 ? server.mute(number) : server.late(number)
            await refused.measure {
              let id = try await daemon.create("asked")
              do {
                _ = try await daemon.validationPrice(of: id, link: link)
                _ = priced.next()
              } catch  where Prediction.refusal(.link).matches(Answer(error), to: .status) {}
            }
          }
        }
      }
      try? await Task.sleep(for: .seconds(1))
      await measure(
        daemon, server, report, "links that have no price", within: options.seconds(60))
      isOver.set()
    }
    let limit = options.seconds(25)
    report.check(
      refused.answered >= links && refused.failed == 0 && priced.count == 0
        && refused.slowest < limit,
      "prices for links whose servers don't answer are refused within \(limit.seconds)",
      "\(refused.summary), \(priced.count) prices")
  }

  private func measure(
    _ daemon: Daemon, _ server: LinkServer, _ report: Report, _ others: String,
    within limit: Duration
  ) async {
    let validated = Latencies()
    let end = ContinuousClock.now + .seconds(1) * seconds
    repeat {
      await validated.measure {
        let id = try await daemon.create("good")
        try await insist(on: id, link: server.link(to: Dataset(number: 1)), daemon, within: limit)
        try await daemon.expect(.validated, of: id, within: limit)
      }
      try? await Task.sleep(for: .milliseconds(500))
    } while ContinuousClock.now < end && validated.failed == 0
    report.check(
      validated.failed == 0 && validated.slowest < limit,
      "a good link is validated within \(limit.seconds) beside \(links) \(others)",
      validated.summary)
  }

  /// Repeatedly asks for the price until there is one, and then validates.
  private func insist(
    on id: String, link: String, _ daemon: Daemon, within time: Duration
  ) async throws {
    let end = ContinuousClock.now + time
    while true {
      do {
        return try await daemon.payAndValidate(id, link: link)
      } catch {
        guard ContinuousClock.now < end else { throw error }
        try await Task.sleep(for: .milliseconds(200))
      }
    }
  }
}
