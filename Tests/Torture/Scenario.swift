import ArgumentParser
import Foundation

/// Something that is done to the server, with checks of what it does then.
protocol Scenario: AsyncParsableCommand {
  var options: ScenarioOptions { get }

  /// Does it.
  ///
  /// - Parameters:
  ///   - report: where each check goes.
  ///   - folder: an empty folder for the server.
  func run(_ report: Report, in folder: URL) async throws
}

extension Scenario {
  /// Ends this program with status 1 if a check fails.
  func run() async throws {
    OpenFiles.raiseLimit()
    let signals = RunningServers.endOnSignals()
    let report = Report()
    try await options.withFolder { try await run(report, in: $0) }
    withExtendedLifetime(signals) {}
    if report.hasFailures { throw ExitCode.failure }
  }
}
