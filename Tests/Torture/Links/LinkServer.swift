import NIOCore
import NIOHTTP1
import NIOPosix

/// A web server on the loopback address with good and bad datasets, fast and slow.
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

  /// A link that delivers one byte every second, for days.
  func drip(_ number: Int) -> String { url("drip/\(number)") }

  /// A link whose server doesn't answer.
  func mute(_ number: Int) -> String { url("mute/\(number)") }

  /// A link whose server only answers after 15 seconds, with one byte every second.
  func late(_ number: Int) -> String { url("late/\(number)") }

  /// A link whose server answers the first two requests, for the price and for the paid call, but
  /// not the third, which fetches the dataset.
  func fickle(_ number: Int) -> String { url("fickle/\(number)") }

  /// How many datasets are being transferred.
  var transfers: Int { visits.transfers }

  /// A link that redirects to another one.
  func redirect(to link: String) -> String {
    url("redirect/\(Hexadecimal.digits(link.utf8))")
  }

  private func url(_ path: String) -> String {
    "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/\(path)"
  }
}
