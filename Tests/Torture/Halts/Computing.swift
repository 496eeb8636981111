import ArgumentParser
import Foundation
import Synchronization

/// Makes the server compute as much as possible, and checks that it still answers calls.
struct Computing: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Ask for status while the server transcribes, trains and inspects.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many seconds the load lasts.")
  var seconds = 60.0

  @Option(help: "How many status calls are made during the load.")
  var calls = 1000

  func run(_ report: Report, in folder: URL) async throws {
    report.title("computing")
    try await ServerProcess.run(in: folder, report, ["--concurrent-trainings", "2"]) { daemon in
      let cores = ProcessInfo.processInfo.activeProcessorCount
      let load = try await ComputingLoad(daemon, callers: cores * 4)
      try await load.run(patience: options.seconds(60)) {
        try await measure(daemon, load.readyModel, report)
      }
      report.check(
        load.isReal,
        "the server transcribes, trains and inspects at the same time", load.summary)
    }
  }

  private func measure(_ daemon: Daemon, _ model: String, _ report: Report) async throws {
    try await Task.sleep(for: .seconds(1))
    let (statuses, uploads) = (Latencies(), Latencies())
    let port = daemon.endpoints.maintenance
    await withDiscardingTaskGroup { group in
      group.addTask {
        await Pace.run(calls, over: .seconds(1) * seconds) { _ in
          await statuses.measure { try await RawCall.status(of: model, on: port) }
        }
      }
      group.addTask {
        await uploads.measure {
          let id = try await daemon.create("ordinary")
          try await daemon.payAndUpload(Upload(try Dataset(number: 1).archive()), to: id)
        }
      }
    }
    let limit = options.seconds(1)
    report.check(
      statuses.answered == calls && statuses.slowest < limit,
      "\(calls) status calls over new connections are answered within \(limit.seconds)",
      statuses.summary)
    report.check(
      uploads.answered == 1 && uploads.slowest < options.seconds(20),
      "an upload succeeds at the same time", uploads.summary)
  }
}
