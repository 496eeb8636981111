import ArgumentParser
import Foundation
import NIOCore
import Synchronization

/// Leaks connections as the daemon does, and checks that new clients can still connect.
struct LeakedConnections: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Poll on connections that are never closed, and abandon others.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many seconds connections are leaked.")
  var seconds = 60.0

  @Option(help: "How many models are polled every 3 seconds.")
  var pending = 300

  @Option(help: "How many connections are opened without ever sending anything.")
  var abandoned = 2000

  @Option(help: "How many calls new clients make.")
  var newcomers = 1000

  func run(_ report: Report, in folder: URL) async throws {
    report.title("leaked connections")
    try await LinkServer.run { server in
      try await ServerProcess.run(in: folder, report) { daemon in
        let port = daemon.endpoints.maintenance
        let models = try await pendingModels(server, port)
        await leak(models, port, report)
      }
    }
  }

  /// Creates models that stay VALIDATING, because their datasets never end.
  private func pendingModels(_ server: LinkServer, _ port: Int) async throws -> [String] {
    var models: [String] = []
    for number in 1...max(pending, 1) {
      let id = try await RawCall.create(on: port)
      try await RawCall.payAndValidate(id, link: server.drip(number), on: port)
      models.append(id)
    }
    return models
  }

  private func leak(_ models: [String], _ port: Int, _ report: Report) async {
    let time = Duration.seconds(1) * seconds
    let (polls, others) = (Latencies(), Latencies())
    let open = OpenConnections()
    await withDiscardingTaskGroup { group in
      group.addTask {
        await Pace.run(Int(Double(models.count) * max(seconds / 3, 1)), over: time) { index in
          await polls.measure {
            open.add(try await RawCall.poll(models[index % models.count], on: port))
          }
        }
      }
      group.addTask {
        await Pace.run(abandoned, over: time / 2) { _ in
          if let channel = try? await RawCall.silentConnection(to: port) { open.add(channel) }
        }
      }
      group.addTask {
        await Pace.run(newcomers, over: time) { _ in
          await others.measure { _ = try await RawCall.create(on: port) }
        }
      }
    }
    report.note("\(open.count) connections are open at the end")
    open.close()
    report.check(
      others.failed == 0, "\(newcomers) calls of new clients are answered", others.summary)
    report.check(
      polls.failed == 0, "\(models.count) pending models are polled every 3 s", polls.summary)
  }
}

/// Leaked connections.
private final class OpenConnections: Sendable {
  private let calls = Mutex<[RawCall]>([])
  private let channels = Mutex<[any Channel]>([])

  func add(_ call: RawCall) {
    calls.withLock { $0.append(call) }
  }

  func add(_ channel: any Channel) {
    channels.withLock { $0.append(channel) }
  }

  var count: Int {
    calls.withLock { $0.count(where: \.isOpen) } + channels.withLock { $0.count(where: \.isActive) }
  }

  func close() {
    for call in calls.withLock(\.self) { call.close() }
    for channel in channels.withLock(\.self) { channel.close(promise: nil) }
  }
}
