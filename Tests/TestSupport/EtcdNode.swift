public import Foundation
import Synchronization

/// A real member of an etcd cluster on the loopback interface.
public final class EtcdNode: Sendable {
  /// The path of the server: `TRAINING_ETCD`, which `Scripts/test` sets, or the place where that script
  /// puts it. `nil` if it isn't there.
  public static let program: String? = {
    let paths: [String?] = [
      ProcessInfo.processInfo.environment["TRAINING_ETCD"],
      Repository.file(".build/etcd/usr/bin/etcd").path, "/usr/bin/etcd",
    ]
    return paths.compactMap { $0 }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The port for clients.
  public let port: Int

  private let arguments: [String]
  private let log: URL
  private let process = Mutex<ServerProcess?>(nil)

  init(name: String, port: Int, in directory: URL, _ arguments: [String]) {
    self.port = port
    log = directory.appendingPathComponent("\(name).log")
    self.arguments =
      [
        "--name", name, "--data-dir", directory.appendingPathComponent(name).path, "--logger",
        "zap", "--log-level", "error",
        // A leader that is gone is replaced within half a second, and leases may last for one.
        "--heartbeat-interval", "50", "--election-timeout", "500",
      ] + arguments
  }

  /// Starts the server, which uses the data that it had before.
  public func start() throws {
    let server = try ServerProcess(Self.program ?? "etcd", arguments, log: log)
    process.withLock { $0 = server }
  }

  /// Ends the server at once.
  public func end() {
    process.withLock { process in
      process?.end()
      process = nil
    }
  }

  /// The server's process; `nil` if it was ended.
  public var processID: pid_t? { process.withLock { $0?.processID } }

  /// Halts the server, which still has its connections.
  public func halt() { process.withLock { $0?.signal(SIGSTOP) } }

  /// Lets a halted server go on.
  public func resume() { process.withLock { $0?.signal(SIGCONT) } }

  /// What the server has written.
  public var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
}

/// A cluster of real members of etcd.
public final class EtcdCluster: Sendable {
  public let nodes: [EtcdNode]
  private let directory: URL

  /// The ports for clients.
  public var ports: [Int] { nodes.map(\.port) }

  /// Starts a cluster. It may take a moment until it answers.
  ///
  /// - Parameters:
  ///   - count: how many members it has.
  ///   - scheme: `https` if the arguments name certificates.
  ///   - host: an address other than that of the loopback interface at which clients can reach it, too.
  ///   - arguments: further arguments for all members.
  public init(
    of count: Int = 1, scheme: String = "http", reachableAt host: String? = nil,
    _ arguments: [String] = []
  ) throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("etcd-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let ports = try FreePort.some(2 * count)
    let peers = (0..<count).map { "n\($0)=http://127.0.0.1:\(ports[count + $0])" }
    nodes = (0..<count).map { [directory] index in
      let client = "\(scheme)://127.0.0.1:\(ports[index])"
      let peer = "http://127.0.0.1:\(ports[count + index])"
      let others = host.map { ",\(scheme)://\($0):\(ports[index])" } ?? ""
      return EtcdNode(
        name: "n\(index)", port: ports[index], in: directory,
        [
          "--listen-client-urls", client + others, "--advertise-client-urls", client,
          "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster",
          peers.joined(separator: ","),
        ] + arguments)
    }
    for node in nodes { try node.start() }
  }

  deinit {
    end()
  }

  /// Ends all members and removes their data.
  public func end() {
    for node in nodes { node.end() }
    try? FileManager.default.removeItem(at: directory)
  }

  /// A cluster of one member for all tests of the process that need nothing special. Each test uses keys
  /// with a prefix of its own.
  public static let shared: Result<EtcdCluster, any Error> = Result { try EtcdCluster() }
}
