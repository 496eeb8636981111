import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The web server that links of the checks lead to.
final class LinkServer: Sendable {
  private let channel: any Channel
  private let host: String
  private let pages: LinkPages

  private init(_ channel: any Channel, _ host: String, _ pages: LinkPages) {
    self.channel = channel
    self.host = host
    self.pages = pages
  }

  /// Serves for as long as `body` runs.
  ///
  /// - Parameters:
  ///   - host: the host that links name. Unless it is this machine itself, the server listens on
  ///     all addresses.
  ///   - body: what uses the server.
  static func run<T>(host: String, _ body: (LinkServer) async throws -> T) async throws -> T {
    let pages = LinkPages()
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(LinkHandler(pages))
        }
      }
      .bind(host: address(for: host), port: 0).get()
    let server = LinkServer(channel, host, pages)
    do {
      let result = try await body(server)
      try await channel.close()
      return result
    } catch {
      try? await channel.close()
      throw error
    }
  }

  /// Adds a page.
  func add(_ page: LinkPage) -> ServedLink {
    let path = pages.add(page)
    let authority = host.contains(":") ? "[\(host)]" : host
    let port = channel.localAddress?.port ?? 0
    return ServedLink(url: "http://\(authority):\(port)\(path)", path: path, pages: pages)
  }

  private static func address(for host: String) -> String {
    guard Endpoint.isLoopback(host) else { return host.contains(":") ? "::" : "0.0.0.0" }
    return host == "::1" ? "::1" : "127.0.0.1"
  }
}

/// A link of a check's own.
struct ServedLink: Sendable {
  let url: String

  fileprivate let path: String
  fileprivate let pages: LinkPages

  /// Whether anybody has asked for it.
  var wasVisited: Bool { pages.wasVisited(path) }
}

/// What a link leads to.
enum LinkPage: Sendable {
  /// An archive.
  case whole(Dataset)
  /// The first half of an archive, although the whole is announced.
  case cut(Dataset)
  /// A redirection.
  case redirect(to: String)
  /// The status 404.
  case missing(name: String)
  /// Nothing: the server accepts the request and is silent.
  case mute(name: String)

  var name: String {
    switch self {
    case .whole(let dataset), .cut(let dataset): dataset.name
    case .redirect: "dataset"
    case .missing(let name), .mute(let name): name
    }
  }
}

/// The pages by path, and which were visited.
final class LinkPages: Sendable {
  private let state = Mutex(State())

  private struct State {
    var pages: [String: LinkPage] = [:]
    var visited: Set<String> = []
  }

  /// Adds a page.
  ///
  /// - Returns: its path, which can't be guessed.
  func add(_ page: LinkPage) -> String {
    let name = page.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "dataset"
    let path = "/\(UUID().uuidString)/\(name.replacing("%2E", with: "."))"
    state.withLock { $0.pages[path] = page }
    return path
  }

  /// Counts a visit.
  ///
  /// - Returns: the page; `nil` if the path has none.
  func visit(_ path: String) -> LinkPage? {
    state.withLock { state in
      state.visited.insert(path)
      return state.pages[path]
    }
  }

  func wasVisited(_ path: String) -> Bool {
    state.withLock { $0.visited.contains(path) }
  }
}
