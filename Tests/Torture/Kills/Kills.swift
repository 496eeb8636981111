import ArgumentParser
import Foundation

/// Kills the server at random moments, and sees that nobody is told a lie and nothing is lost.
struct Kills: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Kill the server again and again while consumers use it.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How often the server is killed.")
  var count = 300

  @Option(help: "How many consumers there are.")
  var consumers = 6

  @Option(help: "For how many seconds the server lives at most.")
  var longest = 3.0

  @Option(help: "For how many seconds consumers use the server that is not killed any more.")
  var last = 20.0

  func run(_ report: Report, in folder: URL) async throws {
    try await LinkServer.run { links in
      try await run(report, folder, links)
    }
  }

  private func run(_ report: Report, _ folder: URL, _ links: LinkServer) async throws {
    report.title("kills, seed \(options.seed)")
    var random = Random(seed: options.seed)
    let aim = Aim()
    let ledger = Ledger { aim.observe($0) }
    let witness = Witness(ledger: ledger, lives: Lives(), links: links)
    let shelves = (0..<consumers).map { _ in Shelf() }
    let isOver = Latch()
    let numbers = Numbers()
    var killer = Killer(
      folder: folder, lives: witness.lives, ledger: ledger, aim: aim,
      longest: .seconds(1) * longest, uploadIdleSeconds: Int(min(3 * options.patience, 10)))
    let begin = ContinuousClock.now
    let files = DataFiles(in: folder)
    var leftByKills: Set<String> = []
    let server = try await withThrowingTaskGroup(of: Void.self) { group in
      for shelf in shelves {
        var consumer = KillConsumer(
          witness: witness, shelf: shelf, isOver: isOver, numbers: numbers, random: random.split())
        var poller = Poller(
          witness: witness, shelf: shelf, isOver: isOver, random: random.split())
        group.addTask { await consumer.run() }
        group.addTask { await poller.run() }
      }
      for number in 0..<count {
        try await killer.kill(.plan(number, &random, longest: .seconds(1) * longest))
      }
      // What lies about now was left by a kill; what the last server leaves about was not.
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
    let aftermath = Aftermath(
      witness: witness, shelves: shelves, files: files, leftByKills: leftByKills,
      patience: options.patience)
    await aftermath.run()
    let orphans = try await aftermath.orphans()
    await killer.end(server)
    KillReport(
      ledger: ledger, kills: killer.counts, ownEnds: killer.ownEnds, orphans: orphans,
      files: files, log: folder.appendingPathComponent("log"), time: time
    ).write(to: report)
  }
}
