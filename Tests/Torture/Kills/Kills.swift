import ArgumentParser
import Foundation
import TestSupport

/// Kills the server at random times, and checks that all answers are correct and nothing is lost.
struct Kills: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Kill the server repeatedly while consumers use it.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How often the server is killed.")
  var count = 300

  @Option(help: "How many consumers there are.")
  var consumers = 6

  @Option(help: "The longest time in seconds before the server is killed.")
  var longest = 3.0

  @Option(help: "How many seconds consumers use the last server, which is not killed.")
  var last = 20.0

  func run(_ report: Report, in folder: URL) async throws {
    try await LinkServer.run { links in
      try await run(report, folder, links)
    }
  }

  private func run(_ report: Report, _ folder: URL, _ links: LinkServer) async throws {
    report.title("kills, seed \(options.seed)")
    var random = SeededRandom(seed: options.seed)
    let trigger = EventTrigger()
    let ledger = Ledger { trigger.observe($0) }
    let recorder = CallRecorder(ledger: ledger, lives: Lives(), links: links)
    let ownedModels = (0..<consumers).map { _ in OwnedModels() }
    let isOver = Latch()
    let numbers = Counter()
    var killer = Killer(
      folder: folder, lives: recorder.lives, ledger: ledger, trigger: trigger,
      longest: .seconds(1) * longest, uploadIdleSeconds: Int(min(3 * options.patience, 10)))
    let begin = ContinuousClock.now
    let files = DataFiles(in: folder)
    var leftByKills: Set<String> = []
    let server = try await withThrowingTaskGroup(of: Void.self) { group in
      for models in ownedModels {
        var consumer = KillConsumer(
          recorder: recorder, models: models, isOver: isOver, numbers: numbers,
          random: random.split())
        var poller = Poller(
          recorder: recorder, models: models, isOver: isOver, random: random.split())
        group.addTask { await consumer.run() }
        group.addTask { await poller.run() }
      }
      for number in 0..<count {
        try await killer.kill(.plan(number, &random, longest: .seconds(1) * longest))
      }
      // Files that no model refers to may exist now, but the last server must not leave any.
      leftByKills = files.names
      let server = try await killer.startLast()
      try await Task.sleep(for: .seconds(1) * last)
      let end = ContinuousClock.now + options.seconds(20)
      while ledger.counts.transcripts == 0, ContinuousClock.now < end {
        try await Task.sleep(for: .milliseconds(100))
      }
      isOver.set()
      try await group.waitForAll()
      return server
    }
    let time = ContinuousClock.now - begin
    let finalChecks = FinalChecks(
      recorder: recorder, ownedModels: ownedModels, files: files, leftByKills: leftByKills,
      patience: options.patience)
    await finalChecks.run()
    let orphans = try await finalChecks.orphans()
    await killer.end(server)
    KillReport(
      ledger: ledger, kills: killer.counts, ownEnds: killer.ownEnds, orphans: orphans,
      files: files, log: folder.appendingPathComponent("log"), time: time
    ).write(to: report)
  }
}
