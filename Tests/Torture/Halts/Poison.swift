import ArgumentParser
import Foundation
import TrainingProtos
import TrainingRuntime

/// Kills the server whenever one model is trained, and sees that others don't pay for it.
struct Poison: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Kill the server three times while one model is trained and others wait.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many models wait for their training.")
  var others = 4

  @Option(help: "How many clips of 1 MiB the model is trained on that the server dies of.")
  var clips = 15

  func run(_ report: Report, in folder: URL) async throws {
    report.title("poison")
    var server = try await Server(in: folder)
    let poison = try await queue(server.daemon)
    for _ in 0..<3 {
      guard await server.hasBegun(poison.guilty, within: options.seconds(20)) else {
        throw ServerFailure(description: "the training does not begin")
      }
      // So that it is truly at work, and still is.
      try await Task.sleep(for: .milliseconds(200))
      guard try await server.daemon.status(of: poison.guilty) == .training else {
        throw ServerFailure(description: "the training is over too early: use more --clips")
      }
      await server.process.kill()
      server = try await Server(in: folder)
    }
    try await judge(poison, server.daemon, report)
    let end = await server.process.kill()
    report.check(end.wasKilled, "the server never ends by itself", end.description)
  }

  private struct Models {
    let guilty: String
    var innocent: [String: Dataset] = [:]
  }

  /// Begins the training of one model, and lets the others wait for theirs.
  private func queue(_ daemon: Daemon) async throws -> Models {
    let large = Dataset(number: 1, clipCount: clips, clipBytes: 1 << 20)
    var models = Models(guilty: try await daemon.validatedModel(on: large.archive()))
    for number in 0..<others {
      let dataset = Dataset(number: 2 + number)
      models.innocent[try await daemon.validatedModel(on: dataset.archive())] = dataset
    }
    try await daemon.payAndTrain(models.guilty)
    for id in models.innocent.keys { try await daemon.payAndTrain(id) }
    return models
  }

  private func judge(_ models: Models, _ daemon: Daemon, _ report: Report) async throws {
    let begin = ContinuousClock.now
    var ready = 0
    var ends: [String] = []
    for (id, dataset) in models.innocent {
      let status = try await daemon.settledStatus(of: id, within: options.seconds(180))
      ends.append(status?.protoName ?? "no end")
      guard status == .readyToUse, let clip = dataset.clips.first else { continue }
      let transcript = try await daemon.transcript(of: clip.speech, by: id)
      if transcript == clip.transcript { ready += 1 }
    }
    let time = ContinuousClock.now - begin
    report.check(
      ready == others, "\(others) models that waited are trained after 3 deaths of the server",
      "\(ready) in \(time.seconds): \(ends.sorted().joined(separator: ", "))")
    let end = try await daemon.settledStatus(of: models.guilty, within: options.seconds(180))
    report.check(
      end != nil, "the model that the server died of comes to its end", end?.protoName ?? "no end")
  }
}

extension Poison {
  /// A server, and what it does since it was started.
  private struct Server {
    let process: ServerProcess
    let daemon: Daemon
    private let files: DataFiles
    private let old: Set<String>

    init(in folder: URL) async throws {
      files = DataFiles(in: folder)
      old = files.artefacts
      process = try ServerProcess(in: folder, ["--concurrent-trainings", "1"])
      guard let endpoints = await process.endpoints else {
        throw ServerFailure(description: "the server did not start:\n    \(process.logTail)")
      }
      daemon = Daemon(endpoints: endpoints)
    }

    /// Waits until the training of a model has begun: it makes a folder of its own.
    func hasBegun(_ id: String, within time: Duration) async -> Bool {
      let end = ContinuousClock.now + time
      while ContinuousClock.now < end {
        if files.artefacts.subtracting(old).contains(where: { $0.hasPrefix(id) }) { return true }
        try? await Task.sleep(for: .milliseconds(20))
      }
      return false
    }
  }
}
