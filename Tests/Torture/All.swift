import ArgumentParser
import Foundation

/// Runs all scenarios one after the other.
struct All: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Run all scenarios.", discussion: "Without --short, this takes most of an hour.")

  @OptionGroup var options: ScenarioOptions

  @Flag(help: "Run each scenario for a few seconds only.")
  var short = false

  func run(_ report: Report, in folder: URL) async throws {
    let begin = ContinuousClock.now
    for scenario in try scenarios() {
      let place = folder.appendingPathComponent("\(type(of: scenario))")
      do {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try await scenario.run(report, in: place)
      } catch {
        report.check(false, "the scenario can be run", "\(error)")
      }
      if options.folder == nil { try? FileManager.default.removeItem(at: place) }
    }
    report.note("\((ContinuousClock.now - begin).seconds) in all")
  }

  private func scenarios() throws -> [any Scenario] {
    let common = ["--seed", "\(options.seed)", "--patience", "\(options.patience)"]
    return [
      try Kills.parse(
        common + (short ? ["--count", "12", "--longest", "1.5", "--last", "4"] : [])),
      try Computing.parse(common + (short ? ["--seconds", "4", "--calls", "200"] : [])),
      try SlowLinks.parse(common + (short ? ["--seconds", "3"] : [])),
      try SlowUploads.parse(common + (short ? ["--seconds", "4"] : [])),
      try LeakedConnections.parse(
        common + (short ? ["--seconds", "6", "--newcomers", "200"] : [])),
      try Traps.parse(common + (short ? ["--count", "3000"] : [])),
      try Poison.parse(common + (short ? ["--clips", "12"] : [])),
    ]
  }
}
