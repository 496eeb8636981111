import NIOCore
import NIOHTTP1
import NIOPosix

/// A web server on loopback with datasets, good ones and others, quick and slow.
final class LinkServer: Sendable {
  private let channel: any Channel

  private init(_ channel: any Channel) {
    self.channel = channel
  }

  /// Serves for as long as `body` runs.
  static func run<T>(_ body: (LinkServer) async throws -> T) async throws -> T {
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(LinkHandler())
        }
      }
    let server = LinkServer(try await bootstrap.bind(host: "127.0.0.1", port: 0).get())
    do {
      let result = try await body(server)
      try await server.channel.close()
      return result
    } catch {
      try? await server.channel.close()
      throw error
    }
  }

  /// A link to a dataset.
  func link(to dataset: Dataset, isSlow: Bool = false) -> String {
    switch dataset.fault {
    case .unreachable: url("missing/\(dataset.number)")
    default: url("\(isSlow ? "slow" : "whole")/\(LinkPath(dataset))")
    }
  }

  /// A link that gives a byte every second, for days.
  func drip(_ number: Int) -> String { url("drip/\(number)") }

  /// A link that leads on to another one.
  func redirect(to link: String) -> String {
    url("redirect/\(Hexadecimal.digits(link.utf8))")
  }

  private func url(_ path: String) -> String {
    "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/\(path)"
  }
}
