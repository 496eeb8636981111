import ArgumentParser
import Foundation
import GRDB
import TrainingProtos
import TrainingRuntime

/// Starts the server on a directory with many models, and measures the time until it answers a call.
///
/// Creating the files takes much longer than the start, so this scenario isn't part of ``All``.
struct Start: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Start the server on many models with files. Not part of all.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many models have a dataset and the results of a training.")
  var models = 100_000

  @Option(help: "How many seconds the first answer may take.")
  var limit = 10.0

  func run(_ report: Report, in folder: URL) async throws {
    report.title("start")
    let first = try await ServerProcess.run(in: folder, report) { try await $0.create("first") }
    let begin = ContinuousClock.now
    let data = DataFiles(in: folder).root
    try await createModels(like: first, in: data)
    report.note("creating the files took \((ContinuousClock.now - begin).seconds)")
    let start = ContinuousClock.now
    let time = try await ServerProcess.run(in: folder, report) { daemon in
      let status = try await daemon.status(of: Self.id(models / 2))
      let time = ContinuousClock.now - start
      report.check(status == .readyToUse, "a model is as it was", status.protoName)
      return time
    }
    report.check(
      time < options.seconds(limit), "with \(models) models with files, the first call is answered",
      "\(time.seconds) after the start")
  }

  /// Creates trained models, with their files, as copies of a new one.
  private func createModels(like first: String, in data: URL) async throws {
    let database = try DatabaseQueue(path: data.appendingPathComponent("models.sqlite").path)
    try await database.write { [models] database in
      try database.execute(
        sql: "CREATE TEMP TABLE template AS SELECT * FROM model WHERE id = ?", arguments: [first])
      for number in 0..<models {
        let id = Self.id(number)
        try database.execute(
          sql: """
            UPDATE template SET id = ?, status = 'READY_TO_USE', dataset_file = ?,
              dataset_name = 'data.zip', dataset_bytes = 1, artefacts = ?, artefact_bytes = 1
            """, arguments: [id, "\(id)/dataset", "\(id)/artefacts"])
        try database.execute(sql: "INSERT INTO model SELECT * FROM template")
      }
    }
    for number in 0..<models {
      for path in ["datasets/\(Self.id(number))", "artefacts/\(Self.id(number))/artefacts"] {
        let folder = data.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: folder.appendingPathComponent("dataset"))
      }
    }
  }

  private static func id(_ number: Int) -> String { "model-\(number)" }
}
