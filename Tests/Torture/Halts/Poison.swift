import ArgumentParser
import Foundation
import GRPCCore
import TrainingProtos
import TrainingRuntime

/// Kills the server whenever one model is trained, and checks that only this model is given up.
struct Poison: Scenario {
  static let configuration = CommandConfiguration(
    abstract:
      "Kill the server whenever one model is trained, while work for other models is in "
      + "progress.")

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: "How many other models of each kind there are: trained, uploaded and linked.")
  var others = 2

  @Option(help: "How many clips of 1 MiB the model has whose training kills the server.")
  var clips = 15

  @Option(help: "The largest number of deaths after which the model must be given up.")
  var deaths = 8

  func run(_ report: Report, in folder: URL) async throws {
    report.title("poison")
    try await LinkServer.run { links in
      for kind in [Killing.quick, .slow] {
        let place = folder.appendingPathComponent("\(kind)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try await run(kind, links, report, in: place)
      }
    }
  }

  /// The time at which the server is killed.
  private enum Killing {
    /// Shortly after the training has begun, long before it would be trusted.
    case quick
    /// After the training has been trusted and other work has been started.
    case slow

    /// How long a suspect runs alone.
    var suspicionSeconds: Int { self == .quick ? 600 : 1 }

    /// How long the training has run by then.
    var delay: Duration { self == .quick ? .milliseconds(300) : .milliseconds(1300) }

    var name: String { self == .quick ? "at once" : "after the time of suspicion" }
  }

  private func run(
    _ kind: Killing, _ links: LinkServer, _ report: Report, in folder: URL
  ) async throws {
    var server = try await Server(in: folder, links, suspicion: kind.suspicionSeconds)
    let models = try await queue(server.daemon, links)
    var beside: [Int] = []
    while beside.count < deaths,
      await server.hasBegun(models.guilty, within: options.seconds(30))
    {
      // Make sure that the training is really running, and has not ended.
      try await Task.sleep(for: kind.delay)
      guard try await server.daemon.status(of: models.guilty) == .training else {
        report.check(
          false, "the training is still running when the server is killed \(kind.name)",
          "it has ended, so nothing else can be checked: give a larger number of --clips")
        _ = await server.process.kill()
        return
      }
      beside.append(try await server.othersInHand(than: models.guilty))
      let end = await server.process.kill()
      report.check(end.wasKilled, "the server is only killed by this program", end.description)
      server = try await Server(in: folder, links, suspicion: kind.suspicionSeconds)
    }
    try await judge(models, kind, beside, server.daemon, report)
    let end = await server.process.kill()
    report.check(end.wasKilled, "the server never ends by itself", end.description)
  }

  private struct Models {
    let guilty: String
    var trained: [String: Dataset] = [:]
    var validated: [String] = []
  }

  /// Starts the training of one model and work for others.
  private func queue(_ daemon: Daemon, _ links: LinkServer) async throws -> Models {
    let large = Dataset(number: 1, clipCount: clips, clipBytes: 1 << 20)
    var models = Models(guilty: try await daemon.validatedModel(on: large.archive()))
    for number in 0..<others {
      // Large enough for the training to be running when the server is killed.
      let dataset = Dataset(
        number: 2 + number, clipCount: number == 0 ? 3 : 2, clipBytes: number == 0 ? 1 << 20 : 2_000
      )
      models.trained[try await daemon.validatedModel(on: dataset.archive())] = dataset
    }
    var linked: [(String, String)] = []
    for number in 0..<others {
      let link = links.link(
        to: Dataset(number: 200 + number, clipCount: 2, clipBytes: 1 << 19), isSlow: true)
      let id = try await daemon.create("linked")
      _ = try await daemon.validationPrice(of: id, link: link)
      linked.append((id, link))
      models.validated.append(id)
    }
    for number in 0..<others {
      let id = try await daemon.create("uploaded")
      _ = try await daemon.validationPrice(of: id)
      models.validated.append(id)
      let archive = try Dataset(number: 100 + number, clipCount: 12, clipBytes: 1 << 20).archive()
      _ = try await daemon.upload(Upload(archive), to: id)
    }
    for id in models.trained.keys { _ = try await daemon.trainingPrice(of: id) }
    try await daemon.payAndTrain(models.guilty)
    for id in models.trained.keys { _ = try await daemon.train(id) }
    for (id, link) in linked { _ = try await daemon.validate(id, link: link) }
    return models
  }

  private func judge(
    _ models: Models, _ kind: Killing, _ beside: [Int], _ daemon: Daemon, _ report: Report
  ) async throws {
    let counts = "other jobs running at the deaths: \(beside)"
    // If the server is killed late, the other jobs have time to end.
    let crowded = kind == .quick ? beside.prefix(2) : beside.prefix(1)
    report.check(
      crowded.allSatisfy { $0 >= 2 } && !crowded.isEmpty,
      "other jobs are running when the server is first killed \(kind.name)", counts)
    if kind == .quick {
      report.check(
        beside.dropFirst(2).allSatisfy { $0 == 0 },
        "work that may have killed the server twice runs alone", counts)
    }
    let guilty = try await daemon.settledStatus(of: models.guilty, within: options.seconds(180))
    let reason = await self.reason(of: models.guilty, daemon)
    let end = "\(guilty?.protoName ?? "no end") after \(beside.count) deaths: \(reason)"
    report.check(
      guilty == .errored && reason.contains("did not survive") && beside.count >= 3,
      "the model whose training kills the server \(kind.name) becomes ERRORED", end)
    try await judgeInnocents(models, daemon, report)
  }

  private func judgeInnocents(
    _ models: Models, _ daemon: Daemon, _ report: Report
  ) async throws {
    let begin = ContinuousClock.now
    var right = 0
    var ends: [String] = []
    for (id, dataset) in models.trained {
      let status = try await daemon.settledStatus(of: id, within: options.seconds(180))
      ends.append(status?.protoName ?? "no end")
      guard status == .readyToUse, let clip = dataset.clips.first else { continue }
      if try await daemon.transcript(of: clip.speech, by: id) == clip.transcript { right += 1 }
    }
    for id in models.validated {
      let status = try await daemon.settledStatus(of: id, within: options.seconds(180))
      ends.append(status?.protoName ?? "no end")
      if status == .validated { right += 1 }
    }
    report.check(
      right == ends.count, "the work for \(ends.count) other models succeeds",
      "\(right) in \((ContinuousClock.now - begin).seconds): "
        + ends.sorted().joined(separator: ", "))
  }

  /// Returns the server's message about why a model can't be trained.
  private func reason(of id: String, _ daemon: Daemon) async -> String {
    do {
      return "train_model answers \(try await daemon.train(id).protoName)"
    } catch {
      return (error as? RPCError)?.message ?? "\(error)"
    }
  }
}

extension Poison {
  /// A server, with the work that it has started.
  private struct Server {
    let process: ServerProcess
    let daemon: Daemon
    private let files: DataFiles
    private let old: Set<String>
    private let links: LinkServer

    init(in folder: URL, _ links: LinkServer, suspicion seconds: Int) async throws {
      files = DataFiles(in: folder)
      old = files.artefacts
      self.links = links
      process = try ServerProcess(
        in: folder, ["--concurrent-trainings", "2", "--suspicion-seconds", "\(seconds)"])
      guard let endpoints = await process.endpoints else {
        throw ServerFailure(description: "the server did not start:\n    \(process.logTail)")
      }
      daemon = Daemon(endpoints: endpoints)
    }

    /// Waits until the training of a model has begun, which creates a folder.
    ///
    /// - Returns: whether the training has begun; `false` also if the model is no longer TRAINING.
    func hasBegun(_ id: String, within time: Duration) async -> Bool {
      let end = ContinuousClock.now + time
      while ContinuousClock.now < end {
        if begun.contains(where: { $0.hasPrefix(id) }) { return true }
        if let status = try? await daemon.status(of: id), status != .training { return false }
        try? await Task.sleep(for: .milliseconds(20))
      }
      return false
    }

    /// How many trainings and transfers for other models the server has started and not ended.
    func othersInHand(than id: String) async throws -> Int {
      var count = links.transfers
      for other in Set(begun.compactMap { $0.split(separator: "/").first }) where other != id {
        if try await daemon.status(of: String(other)) == .training { count += 1 }
      }
      return count
    }

    private var begun: Set<String> { files.artefacts.subtracting(old) }
  }
}
