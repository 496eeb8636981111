import NIOCore
import NIOPosix
import TestSupport

/// Sends invalid and hostile messages, on connections that are used for many calls.
struct MessageTraps {
  let target: TrapTarget
  let links: LinkServer

  /// Whether ExampleService is called instead of training.Model.
  let isService: Bool

  /// How many calls use the same models.
  private static let round = 500

  /// Makes a number of calls, in rounds with new models. If a connection breaks, a new one is
  /// opened.
  func run(_ count: Int, _ random: SeededRandom) async {
    var random = random
    var left = count
    while left > 0, let endpoints = await target.endpoints {
      let count = min(left, Self.round)
      let random = random.split()
      do {
        left -= try await makeCalls(count, random, Daemon(endpoints: endpoints))
      } catch {
        // The server may have died without being noticed yet.
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Makes calls with new models.
  ///
  /// - Returns: how many calls could be made.
  private func makeCalls(_ count: Int, _ random: SeededRandom, _ daemon: Daemon) async throws -> Int
  {
    let models =
      if isService { try await TrapModels(ready: daemon) } else {
        try await TrapModels(daemon, links)
      }
    let caller = HostileCaller(
      target: target,
      methods: isService ? HostileMethod.ofService(models) : HostileMethod.ofModels(models),
      random: random, count: count)
    let left = try await Self.left(caller, daemon.endpoints)
    if !isService { try await models.report(daemon, to: target) }
    return count - left
  }

  /// Makes the calls of a caller.
  ///
  /// - Returns: how many calls could not be made.
  private static func left(_ caller: HostileCaller, _ endpoints: Endpoints) async throws -> Int {
    let port = caller.isService ? endpoints.service : endpoints.maintenance
    let left = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Int.self)
    do {
      _ = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
              HostileCallHandler(caller, left: left))
          }
        }
        .connect(host: "127.0.0.1", port: port).get()
    } catch {
      left.fail(error)
    }
    return try await left.futureResult.get()
  }
}
