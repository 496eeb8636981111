import ArgumentParser
import Foundation
import TrainingProvider

struct JobsCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "List the work that runs or waits.",
    discussion: """
      An upload whose model is VALIDATING counts as running. If no provider runs, work that was \
      running at its end is shown as interrupted.
      """)

  @OptionGroup var options: OperatorOptions

  func answer() async throws -> any Answer {
    let operations = try await operations()
    let isServed = try await operations.isServed
    return JobList(isServed: isServed, jobs: try await operations.work().map(JobRecord.init))
  }
}

/// The answer of `jobs`.
private struct JobList: Answer {
  let isServed: Bool
  let jobs: [JobRecord]

  var text: String {
    guard !jobs.isEmpty else { return "nothing runs or waits" }
    let now = Date()
    let counts = ModelWork.Kind.allCases.map(\.rawValue).compactMap { kind -> [String]? in
      let all = jobs.filter { $0.kind == kind }
      guard let oldest = all.map(\.since).min() else { return nil }
      let running = all.count(where: \.isRunning)
      return [
        "\(kind)s", "\(running) \(runs)", "\(all.count - running) waiting",
        "oldest \(Quantity.seconds(now.timeIntervalSince(oldest)))",
      ]
    }
    let rows = jobs.map { job in
      [
        job.model, job.kind, job.isRunning ? runs : "waiting",
        Quantity.seconds(now.timeIntervalSince(job.since)),
        job.crashes > 0 ? "\(job.crashes) crashes" : "",
      ]
    }
    return Table(rows: counts).text + "\n\n"
      + Table(rows: [["ID", "KIND", "STATE", "AGE"]] + rows).text
  }

  private var runs: String { isServed ? "running" : "interrupted" }
}

private struct JobRecord: Encodable {
  let model: String
  let kind: String
  let isRunning: Bool
  let since: Date
  let crashes: Int

  init(_ work: ModelWork) {
    model = work.modelID
    kind = work.kind.rawValue
    isRunning = work.isRunning
    since = work.start
    crashes = work.crashes
  }
}
