import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// Real processes that share a registry, claims and blobs, and of which some are halted or killed.
@Suite(.needsEtcd, .serialized) struct NodesTests {
  enum Fate: CaseIterable {
    /// The process is halted for longer than its claim lasts, and then goes on.
    case halted
    case killed
  }

  /// The other node goes on after the stated time, and each job has one result.
  @Test(arguments: Fate.allCases)
  func aJobGoesOnElsewhere(_ fate: Fate) async throws {
    try await withNodes(2, training: .seconds(4)) { test in
      try await test.insert(["a"])
      let first = try await test.node { $0.has("training of a begins") }
      let other = test.nodes[test.nodes[0] === first ? 1 : 0]
      let lost = ContinuousClock.now
      if fate == .halted { first.process.signal(SIGSTOP) } else { first.process.end() }
      try await eventually("nobody goes on") { other.has("training of a begins") }
      // The term of 2 s, what etcd takes to notice, and the longest pause before the next question.
      #expect(.now - lost < .seconds(2 + 2 + 8))
      if fate == .halted {
        // Woken in the middle of the other's training, the node ends its own before the other does.
        first.process.signal(SIGCONT)
        try await eventually("the node doesn't notice that its claim was lost") {
          first.has("the claim to the job was lost")
        }
      }
      try await test.finished("a")
      try await test.expectOneResult(of: "a", by: other)
    }
  }

  /// Nodes that see the same jobs at once do each of them once.
  @Test func jobsAreDoneOnce() async throws {
    try await withNodes(3, training: .milliseconds(300)) { test in
      let ids = (0..<9).map { "m\($0)" }
      try await test.insert(ids)
      for id in ids { try await test.finished(id) }
      for id in ids {
        #expect(test.nodes.reduce(0) { $0 + $1.count("training of \(id) begins") } == 1)
        try await test.expectOneResult(of: id, by: nil)
      }
    }
  }

  private func withNodes(
    _ count: Int, training: Duration, _ body: (NodesUnderTest) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { root in
      let test = try NodesUnderTest(count, in: root, training: training)
      defer { for node in test.nodes { node.process.end() } }
      try await eventually("the nodes don't start") {
        test.nodes.allSatisfy { $0.has("node runs") }
      }
      try await body(test)
    }
  }
}

/// A process.
private final class Node: Sendable {
  let process: ServerProcess
  let data: URL
  private let log: URL

  init(_ arguments: [String], name: String, in root: URL) throws {
    data = root.appendingPathComponent(name)
    log = root.appendingPathComponent("\(name).log")
    process = try ServerProcess(
      BuiltProduct.path("cluster-node"), arguments + ["--data", data.path], log: log)
  }

  /// Whether the node has written a text.
  func has(_ text: String) -> Bool { count(text) > 0 }

  /// How often the node has written a text.
  func count(_ text: String) -> Int {
    ((try? String(contentsOf: log, encoding: .utf8)) ?? "").components(separatedBy: text).count - 1
  }
}

/// The nodes and what they share.
private struct NodesUnderTest {
  let nodes: [Node]
  let registry: EtcdModelRegistry
  let blobs: URL

  init(_ count: Int, in root: URL, training: Duration) throws {
    let prefix = freshPrefix()
    registry = EtcdModelRegistry(try EtcdClient.shared(), prefix: prefix)
    let blobs = root.appendingPathComponent("blobs")
    self.blobs = blobs
    let arguments = try [
      "--etcd", "\(EtcdCluster.shared.get().ports[0])", "--prefix", prefix, "--blobs", blobs.path,
      "--term", "2", "--training", "\(Int(training / .milliseconds(1)))",
    ]
    nodes = try (0..<count).map { try Node(arguments, name: "node\($0)", in: root) }
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
    let folder = blobs.appendingPathComponent("artefacts/\(id)")
    try await eventually("other results stay") {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1
    }
  }
}

/// Waits until something is true.
private func eventually(_ what: Comment, _ condition: () async throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(40)
  while try await !condition() {
    try #require(ContinuousClock.now < end, what)
    try await Task.sleep(for: .milliseconds(20))
  }
}
