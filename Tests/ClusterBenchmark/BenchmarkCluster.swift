import EtcdStore
import Foundation
import ProviderCluster
import TestSupport

/// A real etcd, and nodes in processes of their own.
final class BenchmarkCluster {
  let etcd: EtcdCluster
  let folder: URL
  private(set) var nodes: [BenchmarkNode] = []

  /// Starts etcd with room for 8 GiB, and with its usual times.
  init(in folder: URL) throws {
    self.folder = folder
    etcd = try EtcdCluster(
      [
        "--quota-backend-bytes", "\(8 << 30)", "--heartbeat-interval", "100", "--election-timeout",
        "1000",
      ])
  }

  var etcdFigures: ProcessFigures { ProcessFigures(id: etcd.nodes[0].processID ?? 0) }

  func client() throws -> EtcdClient {
    try EtcdClient(
      EtcdConfiguration(
        endpoints: [EtcdEndpoint(host: "127.0.0.1", port: etcd.ports[0])], timeout: .seconds(600),
        attemptTimeout: .seconds(30)))
  }

  func registry() throws -> EtcdModelRegistry { EtcdModelRegistry(try client()) }

  /// Starts a node and waits until it serves.
  ///
  /// - Returns: the node, and how long that took.
  @discardableResult
  func startNode() async throws -> (node: BenchmarkNode, time: Duration) {
    let begin = ContinuousClock.now
    let node = try BenchmarkNode(
      number: nodes.count, etcd: etcd.ports[0], in: folder)
    nodes.append(node)
    try await node.waitUntilServing()
    return (node, .now - begin)
  }

  /// The bytes that etcd has sent to clients since it started.
  func bytesSent() async throws -> Int {
    let text = try await Command(
      "curl", ["-s", "http://127.0.0.1:\(etcd.ports[0])/metrics"]
    ).run().text
    let line = text.split(separator: "\n").first {
      $0.hasPrefix("etcd_network_client_grpc_sent_bytes_total ")
    }
    return Int(line?.split(separator: " ").last.flatMap { Double($0) } ?? 0)
  }

  func end() {
    for node in nodes { node.process.end() }
    nodes = []
    etcd.end()
  }
}

/// A node.
final class BenchmarkNode {
  let process: ServerProcess
  private let log: URL
  private(set) var port = 0

  init(number: Int, etcd: Int, in folder: URL) throws {
    log = folder.appendingPathComponent("node-\(number).log")
    process = try ServerProcess(
      Bundle.main.executablePath ?? CommandLine.arguments[0],
      [
        "node", "--etcd", "\(etcd)", "--data", folder.appendingPathComponent("node-\(number)").path,
        "--blobs", folder.appendingPathComponent("blobs").path,
      ], log: log)
  }

  var figures: ProcessFigures { ProcessFigures(id: process.processID) }

  func waitUntilServing() async throws {
    let end = ContinuousClock.now + .seconds(300)
    while true {
      let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      if let match = text.firstMatch(of: /model_maintenance_endpoint=http:\/\/[0-9.]+:(\d+)\n/),
        let port = Int(match.1)
      {
        self.port = port
        return
      }
      guard ContinuousClock.now < end, kill(process.processID, 0) == 0 else {
        throw BenchmarkFailure(description: "a node didn't start: \(text)")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}

/// What kept a figure from being measured.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String
}
