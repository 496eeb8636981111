import ArgumentParser
import Foundation

/// A test scenario for the server, with checks of its behaviour.
protocol Scenario: AsyncParsableCommand {
  var options: ScenarioOptions { get }

  /// Runs the scenario.
  ///
  /// - Parameters:
  ///   - report: receives the result of each check.
  ///   - folder: an empty folder for the server.
  func run(_ report: Report, in folder: URL) async throws
}

extension Scenario {
  /// Runs the scenario, and ends the program with status 1 if a check fails.
  func run() async throws {
    OpenFiles.raiseLimit()
    let signals = RunningServers.endOnSignals()
    let report = Report()
    try await options.withFolder { try await run(report, in: $0) }
    withExtendedLifetime(signals) {}
    if report.hasFailures { throw ExitCode.failure }
  }
}
