import NIOCore
import NIOPosix

/// Messages that mean nothing, or nothing good, over a connection that is used for many calls.
struct MessageTraps {
  let target: TrapTarget
  let methods: [HostileMethod]

  /// - Parameter isService: whether ExampleService is meant, and not training.Model.
  init(target: TrapTarget, isService: Bool) {
    self.target = target
    methods = HostileMethod.all.filter { $0.isService == isService }
  }

  /// Makes so many calls. A connection that breaks is made again.
  func run(_ count: Int, _ random: Random) async {
    var random = random
    var left = count
    while left > 0, let endpoints = await target.endpoints {
      let caller = HostileCaller(
        target: target, methods: methods, random: random.split(), count: left)
      left = await Self.left(caller, endpoints) ?? left
      // The server may be dead, and nobody knows yet.
      if left > 0 { try? await Task.sleep(for: .milliseconds(100)) }
    }
  }

  /// Lets a caller make its calls.
  ///
  /// - Returns: how many it could not make; `nil` if there was no connection.
  private static func left(_ caller: HostileCaller, _ endpoints: Endpoints) async -> Int? {
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
    return try? await left.futureResult.get()
  }
}
