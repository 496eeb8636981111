import NIOCore
import NIOPosix

/// Messages that mean nothing, or nothing good, over a connection that is used for many calls.
struct MessageTraps {
  let target: TrapTarget
  let links: LinkServer

  /// Whether ExampleService is meant, and not training.Model.
  let isService: Bool

  /// How many calls are made about the same models.
  private static let round = 500

  /// Makes so many calls, some about the same models and then about others. A connection that
  /// breaks is made again.
  func run(_ count: Int, _ random: Random) async {
    var random = random
    var left = count
    while left > 0, let endpoints = await target.endpoints {
      let count = min(left, Self.round)
      let random = random.split()
      do {
        left -= try await makeCalls(count, random, Daemon(endpoints: endpoints))
      } catch {
        // The server may be dead, and nobody knows yet.
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Makes calls about new models.
  ///
  /// - Returns: how many it could make.
  private func makeCalls(_ count: Int, _ random: Random, _ daemon: Daemon) async throws -> Int {
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

  /// Lets a caller make its calls.
  ///
  /// - Returns: how many it could not make.
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
