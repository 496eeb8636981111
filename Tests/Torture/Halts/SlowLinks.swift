import ArgumentParser
import Foundation
import TrainingProtos

/// Gives the server links that never come to an end, and sees that others don't have to wait.
struct SlowLinks: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Link to datasets that come at a byte per second, and then to a good one.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "For how many seconds good links are given, one after the other.")
  var seconds = 60.0

  @Option(help: "How many slow links there are; more than can be fetched at once.")
  var links = 24

  func run(_ report: Report, in folder: URL) async throws {
    report.title("slow links")
    try await LinkServer.run { server in
      try await ServerProcess.run(in: folder, report) { daemon in
        for number in 1...links {
          let id = try await daemon.create("slow")
          try await daemon.payAndValidate(id, link: server.drip(number))
        }
        try await Task.sleep(for: .seconds(1))
        await measure(daemon, server, report)
      }
    }
  }

  private func measure(_ daemon: Daemon, _ server: LinkServer, _ report: Report) async {
    let limit = Duration.seconds(60)
    let validated = Latencies()
    let end = ContinuousClock.now + .seconds(1) * seconds
    repeat {
      await validated.measure {
        let id = try await daemon.create("good")
        try await daemon.payAndValidate(id, link: server.link(to: Dataset(number: 1)))
        try await daemon.expect(.validated, of: id, within: limit)
      }
      try? await Task.sleep(for: .milliseconds(500))
    } while ContinuousClock.now < end && validated.failed == 0
    report.check(
      validated.failed == 0 && validated.slowest < limit,
      "a good link is validated within \(limit.seconds) beside \(links) slow ones",
      validated.summary)
  }
}
