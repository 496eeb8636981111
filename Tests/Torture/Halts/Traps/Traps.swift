import ArgumentParser
import Foundation
import TestSupport

/// Sends hostile requests to the server, and checks that it survives.
struct Traps: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Send hostile links, random messages and damaged archives.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many requests are made.")
  var count = 1_000_000

  func run(_ report: Report, in folder: URL) async throws {
    report.title("traps, seed \(options.seed)")
    let begin = ContinuousClock.now
    let target = TrapTarget(in: folder, patience: options.seconds(10))
    try await target.start()
    try await LinkServer.run { links in
      await attack(target, links, report)
    }
    let time = ContinuousClock.now - begin
    let works = try await stillWorks(target)
    await target.stop()
    let rate = Double(target.made) / (time / .seconds(1))
    report.check(
      target.crashes.isEmpty && target.made >= count,
      "the server survives \(count) hostile requests",
      "\(target.summary) in \(time.seconds), \(Int(rate)) per second, "
        + "\(target.crashes.count) deaths", target.crashes)
    for (kind, made, unanswered) in target.answers {
      report.check(
        unanswered * 20 < made, "the server answers hostile \(kind)",
        "\(unanswered) of \(made) without an answer")
    }
    for work in TrapModels.works {
      let count = target.reached[work, default: 0]
      report.check(
        count > 0, "hostile messages start \(work)", "\(count) models were changed by them")
    }
    report.check(works, "the server can train a model afterwards", works ? "READY_TO_USE" : "no")
  }

  /// One request in fifty is a link, and one in fifty an archive. The links that are known to be
  /// dangerous come first.
  private func attack(_ target: TrapTarget, _ links: LinkServer, _ report: Report) async {
    var random = SeededRandom(seed: options.seed)
    let share = max(count / 50, LinkTraps.known.count + 10)
    let begin = ContinuousClock.now
    await withDiscardingTaskGroup { group in
      var linkTraps = LinkTraps(target: target, server: links, random: random.split())
      group.addTask {
        await linkTraps.run(share)
        report.note("links took \((ContinuousClock.now - begin).seconds)")
      }
      for _ in 0..<2 {
        var archiveTraps = ArchiveTraps(target: target, random: random.split())
        group.addTask {
          await archiveTraps.run(share / 2)
          report.note("archives took \((ContinuousClock.now - begin).seconds)")
        }
      }
      // One of four connections is to ExampleService.
      for connection in 0..<4 {
        let messageTraps = MessageTraps(target: target, links: links, isService: connection == 0)
        let seeds = random.split()
        group.addTask {
          await messageTraps.run(max(count - 2 * share + 3, 0) / 4, seeds)
          report.note("messages took \((ContinuousClock.now - begin).seconds)")
        }
      }
    }
  }

  private func stillWorks(_ target: TrapTarget) async throws -> Bool {
    guard let endpoints = await target.endpoints else { return false }
    let daemon = Daemon(endpoints: endpoints)
    return (try? await daemon.readyModel(on: Dataset(number: 1).archive())) != nil
  }
}
