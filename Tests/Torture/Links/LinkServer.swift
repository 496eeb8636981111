import NIOCore
import NIOHTTP1
import NIOPosix

/// A web server on loopback with datasets, good ones and others, quick and slow.
final class LinkServer: Sendable {
  private let channel: any Channel
  private let visits: LinkVisits

  private init(_ channel: any Channel, _ visits: LinkVisits) {
    self.channel = channel
    self.visits = visits
  }

  /// Serves for as long as `body` runs.
  static func run<T>(_ body: (LinkServer) async throws -> T) async throws -> T {
    let visits = LinkVisits()
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(LinkHandler(visits))
        }
      }
    let server = LinkServer(try await bootstrap.bind(host: "127.0.0.1", port: 0).get(), visits)
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

  /// A link whose server says nothing at all.
  func mute(_ number: Int) -> String { url("mute/\(number)") }

  /// A link whose server says nothing for 15 seconds, and then gives a byte every second.
  func late(_ number: Int) -> String { url("late/\(number)") }

  /// A link whose server answers whoever looks at it, for the price and when that is paid, and says
  /// nothing to whoever fetches it then.
  func fickle(_ number: Int) -> String { url("fickle/\(number)") }

  /// How many transfers from links to datasets are under way.
  var transfers: Int { visits.transfers }

  /// A link that leads on to another one.
  func redirect(to link: String) -> String {
    url("redirect/\(Hexadecimal.digits(link.utf8))")
  }

  private func url(_ path: String) -> String {
    "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/\(path)"
  }
}
