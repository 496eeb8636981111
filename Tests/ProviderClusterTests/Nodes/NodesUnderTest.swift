import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// Nodes, and what they share.
struct NodesUnderTest: Sendable {
  let nodes: [Node]
  let registry: EtcdModelRegistry
  let blobs: URL
  private let arguments: [String]
  private let root: URL

  var etcd: EtcdClient { registry.etcd }
  var keys: ClusterKeys { registry.keys }

  /// Where a node runs, and how.
  struct Place: Sendable {
    /// A program with its arguments that runs the node in its own process.
    var wrapper: [String] = []
    /// The address of etcd as the node sees it.
    var etcdHost = "127.0.0.1"
    /// Whether the node answers calls.
    var serves = false
  }

  /// Starts nodes, and ends them when `body` returns.
  ///
  /// - Parameters:
  ///   - places: where the nodes run.
  ///   - training: how long a training takes.
  ///   - etcd: the etcd that they use; `nil` for that of all tests.
  ///   - folder: the folder for everything; `nil` for a new one.
  static func run(
    at places: [Place], training: Duration, etcd: EtcdCluster? = nil, in folder: URL? = nil,
    _ body: (NodesUnderTest) async throws -> Void
  ) async throws {
    guard let folder else {
      return try await withTemporaryDirectory { folder in
        try await run(at: places, training: training, etcd: etcd, in: folder, body)
      }
    }
    let test = try NodesUnderTest(
      at: places, training: training, etcd: try etcd ?? EtcdCluster.shared.get(), in: folder)
    defer { for node in test.nodes { node.end() } }
    try await eventually("the nodes don't start") {
      test.nodes.allSatisfy { $0.has("node runs") }
    }
    try await body(test)
  }

  /// Starts nodes that only do jobs, and ends them when `body` returns.
  static func run(
    _ count: Int, training: Duration, _ body: (NodesUnderTest) async throws -> Void
  ) async throws {
    try await run(at: Array(repeating: Place(), count: count), training: training, body)
  }

  private init(at places: [Place], training: Duration, etcd: EtcdCluster, in root: URL) throws {
    let prefix = freshPrefix()
    let blobs = root.appendingPathComponent("blobs")
    let arguments = [
      "--prefix", prefix, "--blobs", blobs.path, "--term", "2", "--training",
      "\(Int(training / .milliseconds(1)))",
    ]
    let ports = try FreePort.some(places.count)
    registry = EtcdModelRegistry(try EtcdClient(ports: etcd.ports), prefix: prefix)
    (self.blobs, self.root) = (blobs, root)
    self.arguments = arguments + Self.option(etcd.ports.map { "127.0.0.1:\($0)" })
    nodes = try zip(places, ports).enumerated().map { index, node in
      let (place, port) = node
      return try Node(
        arguments + Self.option(etcd.ports.map { "\(place.etcdHost):\($0)" }),
        name: "node\(index)", in: root, port: place.serves ? port : nil, wrapper: place.wrapper)
    }
  }

  private static func option(_ members: [String]) -> [String] {
    members.flatMap { ["--etcd", $0] }
  }

  /// Starts a further node on this machine, which only does jobs.
  func addNode(_ name: String, _ options: [String]) throws -> Node {
    try Node(arguments + options, name: name, in: root)
  }

  /// Adds models that wait for a training.
  func insert(_ ids: [String]) async throws {
    for id in ids {
      let folder = blobs.appendingPathComponent("datasets/\(id)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("data".utf8).write(to: folder.appendingPathComponent("d"))
      try await registry.insert(
        StoredModel(
          id: id, status: .training, revision: 3, serviceName: "ExampleService", methodName: "stt",
          dataset: StoredDataset(file: "\(id)/d", name: "d.zip", byteCount: 4)), limit: nil)
    }
  }

  /// The first node for which something is true.
  func node(_ condition: (Node) -> Bool) async throws -> Node {
    var found: Node?
    try await eventually("no node begins") {
      found = nodes.first(where: condition)
      return found != nil
    }
    return try #require(found)
  }

  func finished(_ id: String) async throws {
    try await eventually("the job of \(id) isn't finished") {
      try await registry.storedModel(withID: id)?.status == .readyToUse
    }
  }

  /// One result was published, and its files are all that there is, also after a while.
  func expectOneResult(of id: String, by node: Node?) async throws {
    let model = try #require(try await registry.storedModel(withID: id))
    try await Task.sleep(for: .milliseconds(300))
    #expect(try await registry.storedModel(withID: id) == model)
    let history = try await registry.history(ofModelWithID: id)
    #expect(history.map(\.reason).count { $0 == "the training ended" } == 1)
    let name = try #require(model.artefacts)
    let result = blobs.appendingPathComponent("artefacts/\(name)/node")
    let author = String(decoding: try Data(contentsOf: result), as: UTF8.self)
    if let node { #expect(author == node.data.path) }
    try await eventually("other results stay") { files("artefacts/\(id)").count == 1 }
    try await eventually("checkpoints stay") { files("saved-checkpoints/\(id)").isEmpty }
  }

  /// The names in a folder of the store.
  func files(_ path: String) -> [String] {
    let folder = blobs.appendingPathComponent(path).path
    return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}

/// Waits until something is true.
func eventually(
  _ what: Comment, within time: Duration = .seconds(40), _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + time
  while try await !condition() {
    try #require(ContinuousClock.now < end, what)
    try await Task.sleep(for: .milliseconds(20))
  }
}
