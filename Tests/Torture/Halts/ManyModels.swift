import ArgumentParser
import Foundation
import GRPCCore
import TestSupport
import TrainingProtos
import TrainingRuntime

/// Compares a server that has very many models with one that has ten: calls of both alternate.
///
/// Creating the registry takes long and needs some GiB, so this scenario isn't part of ``All``.
struct ManyModels: Scenario {
  static let configuration = CommandConfiguration(
    commandName: "many-models",
    abstract: "Compare a server with a million models to one with ten. Not part of all.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many models the larger server has.")
  var models = 1_000_000

  @Option(help: "How many calls are made of each server.")
  var calls = 2000

  @Option(help: "How many times slower calls of the larger server may be.")
  var maxRatio = 1.5

  @Option(help: "How many seconds the first answer may take.")
  var limit = 10.0

  func run(_ report: Report, in folder: URL) async throws {
    report.title("many models")
    let (small, large) = (
      folder.appendingPathComponent("small"), folder.appendingPathComponent("large")
    )
    try await fill(small, with: 10, report)
    try await fill(large, with: models, report)
    let start = ContinuousClock.now
    try await ServerProcess.run(in: large, report) { many in
      let status = try await many.status(of: ManyModelsFile.id(models / 2))
      let time = ContinuousClock.now - start
      report.check(
        time < options.seconds(limit) && status == .readyToUse,
        "with \(models) models, the first call is answered", "\(time.seconds) after the start")
      try await ServerProcess.run(in: small, report) { few in
        try await compareReads(small, large, report)
        try await compareStatus(few, many, report)
        try await compareCreation(few, many, report)
      }
      try await runCommands(on: large, report)
    }
  }

  private func fill(_ folder: URL, with models: Int, _ report: Report) async throws {
    let first = try await ServerProcess.run(in: folder, report) { try await $0.create("first") }
    let begin = ContinuousClock.now
    let file = ManyModelsFile(DataFiles(in: folder).root)
    try await file.fill(with: models, like: first)
    report.note(
      "\(models) models were created in \((ContinuousClock.now - begin).seconds), and the registry has "
        + "\(try file.size / max(models, 1)) bytes for each, \(try file.size >> 20) MiB in all")
  }

  /// Compares only the reading of models, several times in turn.
  private func compareReads(_ small: URL, _ large: URL, _ report: Report) async throws {
    var random = SeededRandom(seed: options.seed)
    var times: [[Duration]] = [[], []]
    for _ in 0..<5 {
      for (index, (folder, count)) in [(small, 10), (large, models)].enumerated() {
        let ids = (0..<calls).map { _ in
          ManyModelsFile.id(Int.random(in: 0..<count, using: &random))
        }
        times[index].append(try await ManyModelsFile(DataFiles(in: folder).root).readTime(of: ids))
      }
    }
    let (few, many) = (times[0].sorted()[2], times[1].sorted()[2])
    report.note(
      "reading a model takes \(few / .microseconds(1)) µs of the processor with 10 models and "
        + "\(many / .microseconds(1)) µs with \(models)")
  }

  private func compareStatus(_ few: Daemon, _ many: Daemon, _ report: Report) async throws {
    var random = SeededRandom(seed: options.seed)
    let (fewTimes, manyTimes) = (Latencies(), Latencies())
    try await few.connect(to: few.endpoints.maintenance) { small in
      try await many.connect(to: many.endpoints.maintenance) { large in
        let servers = [
          (Training_Model.Client(wrapping: small), 10, fewTimes),
          (Training_Model.Client(wrapping: large), models, manyTimes),
        ]
        for call in 0..<calls + 100 {
          for (client, count, times) in servers {
            var request = Training_ModelID()
            request.modelID = ManyModelsFile.id(Int.random(in: 0..<count, using: &random))
            // The first calls only warm up.
            let record = call < 100 ? Latencies() : times
            await record.measure { [request] in _ = try await client.get_model_status(request) }
          }
        }
      }
    }
    compare("get_model_status", fewTimes, manyTimes, report)
  }

  /// Models are created for new addresses, and refused for one that has half of all models.
  private func compareCreation(_ few: Daemon, _ many: Daemon, _ report: Report) async throws {
    for (call, address): (String, String?) in [
      ("create_model", nil), ("a refused create_model", ManyModelsFile.frequentAddress),
    ] {
      let (fewTimes, manyTimes) = (Latencies(), Latencies())
      try await few.connect(to: few.endpoints.maintenance) { small in
        try await many.connect(to: many.endpoints.maintenance) { large in
          for number in 0..<max(calls / 10, 1) {
            for (client, times) in [(small, fewTimes), (large, manyTimes)] {
              var request = Training_NewModel()
              request.grpcServiceName = "ExampleService"
              request.grpcMethodName = "stt"
              request.addressList = [address ?? "0xnew\(number)"]
              await times.measure { [request] in
                do {
                  _ = try await Training_Model.Client(wrapping: client).create_model(request)
                } catch let error as RPCError
                  where error.code == .resourceExhausted && address != nil
                {}
              }
            }
          }
        }
      }
      compare(call, fewTimes, manyTimes, report)
    }
  }

  private func compare(_ call: String, _ few: Latencies, _ many: Latencies, _ report: Report) {
    let ratio = many.median / few.median
    report.check(
      few.answered > 0 && many.answered > 0 && ratio <= maxRatio * options.patience,
      "\(call) is as fast with \(models) models as with 10",
      String(format: "%.2f times the median; ", ratio) + "\(few.summary) | \(many.summary)")
  }

  /// Runs commands of the program `models` beside the server.
  private func runCommands(on folder: URL, _ report: Report) async throws {
    let data = DataFiles(in: folder).root.path
    for command in [
      ["list"], ["list", "--sort", "updated"], ["list", "--status", "errored"],
      ["list", "--address", "0x\(String(repeating: "0", count: 39))7"], ["jobs"],
      ["show", ManyModelsFile.id(models / 3)],
    ] {
      let begin = ContinuousClock.now
      let process = Process()
      process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent()
        .appendingPathComponent("models")
      process.arguments = command + ["--json", "--data-directory", data]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      report.check(
        process.terminationStatus == 0, "models \(command.prefix(3).joined(separator: " "))",
        (ContinuousClock.now - begin).seconds)
    }
  }
}
