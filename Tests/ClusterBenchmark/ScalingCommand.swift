import ArgumentParser
import EtcdStore
import Foundation
import ProviderCluster
import Synchronization
import TestSupport
import TrainingProtos
import TrainingProvider

/// What several nodes do in a second.
struct ScalingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling", abstract: "Measures nodes that share a registry, on this machine.")

  @Option(help: "How many nodes there are, for each measurement.", transform: numbers)
  var nodes = [1, 2, 4]

  @Option(help: "How often everything is measured; the medians count.")
  var rounds = 3

  @Option(help: "How many seconds each measurement takes.")
  var seconds = 5

  @Option(help: "How many calls are made at once.")
  var clients = 16

  @Option(help: "How many trainings there are.")
  var jobs = 60

  @Option(help: "The dataset, a zip archive.")
  var dataset: String

  func run() async throws {
    let dataset = try Data(contentsOf: URL(fileURLWithPath: dataset))
    report(
      "dataset of \(dataset.count) bytes, \(clients) calls at once, medians of \(rounds) rounds")
    for count in nodes {
      var figures: [Kind: [Figure]] = [:]
      for _ in 0..<rounds {
        for (kind, figure) in try await round(count, dataset) {
          figures[kind, default: []].append(figure)
        }
      }
      for kind in Kind.allCases {
        report("\(count) nodes, \(kind.rawValue): \(Figure.median(of: figures[kind, default: []]))")
      }
    }
  }

  private enum Kind: String, CaseIterable {
    case status, uploads, jobs
  }

  private func round(_ count: Int, _ dataset: Data) async throws -> [Kind: Figure] {
    try await withTemporaryDirectory { folder in
      let cluster = try BenchmarkCluster(in: folder)
      defer { cluster.end() }
      // The registry's identity, before nodes race for it.
      _ = try await cluster.registry().identity()
      for _ in 0..<count { try await cluster.startNode() }
      return try await withClients(cluster.nodes.map(\.port)) { nodes in
        var figures: [Kind: Figure] = [:]
        let ids = Ids()
        figures[.uploads] = try await measure(cluster) {
          try await load(nodes) { node in
            let id = try await node.create(address: "")
            try await node.upload(dataset, to: id)
            ids.add(id)
          }
        }
        let known = ids.all
        figures[.status] = try await measure(cluster) {
          let next = Atomic(0)
          return try await load(nodes) { node in
            let number = next.add(1, ordering: .relaxed).newValue
            try await node.status(of: known[number % known.count])
          }
        }
        figures[.jobs] = try await measure(cluster) {
          try await train(Array(known.prefix(jobs)), nodes, try cluster.registry())
        }
        return figures
      }
    }
  }

  /// Makes calls, several at once, until the time is over.
  ///
  /// - Returns: how many there were.
  private func load(
    _ nodes: [NodeClient], _ call: @escaping @Sendable (NodeClient) async throws -> Void
  ) async throws -> Int {
    let end = ContinuousClock.now + .seconds(seconds)
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for client in 0..<clients {
        group.addTask {
          var made = 0
          while .now < end {
            try await call(nodes[client % nodes.count])
            made += 1
          }
          return made
        }
      }
      return try await group.reduce(0, +)
    }
  }

  /// Trains models, and waits until all are trained.
  private func train(
    _ ids: [String], _ nodes: [NodeClient], _ registry: EtcdModelRegistry
  ) async throws -> Int {
    while try await registry.modelCounts()[.validating, default: 0] > 0 {
      try await Task.sleep(for: .milliseconds(50))
    }
    let before = try await registry.modelCounts()[.readyToUse, default: 0]
    for (number, id) in ids.enumerated() { try await nodes[number % nodes.count].train(id) }
    while try await registry.modelCounts()[.readyToUse, default: 0] < before + ids.count {
      try await Task.sleep(for: .milliseconds(20))
    }
    return ids.count
  }

  /// Measures how long something takes, and how much of the processor.
  private func measure(
    _ cluster: BenchmarkCluster, _ work: () async throws -> Int
  ) async throws -> Figure {
    func times() -> (Double, Double) {
      (
        cluster.etcdFigures.processorTime,
        cluster.nodes.reduce(0) { $0 + $1.figures.processorTime }
      )
    }
    let (before, begin) = (times(), ContinuousClock.now)
    let count = Double(try await work())
    let (time, after) = ((ContinuousClock.now - begin).inSeconds, times())
    return Figure(
      rate: count / time, etcd: (after.0 - before.0) / count, nodes: (after.1 - before.1) / count)
  }

  private func withClients<T: Sendable>(
    _ ports: [Int], _ clients: [NodeClient] = [], _ body: ([NodeClient]) async throws -> T
  ) async throws -> T {
    guard let port = ports.first else { return try await body(clients) }
    return try await NodeClient.connect(to: port) { client in
      try await withClients(Array(ports.dropFirst()), clients + [client], body)
    }
  }
}

/// What was measured of one kind of work.
private struct Figure {
  /// How many were done in a second.
  let rate: Double
  /// The seconds of the processor that each took in etcd and in all nodes.
  let etcd: Double
  let nodes: Double

  static func median(of figures: [Figure]) -> String {
    String(
      format: "%.1f a second; processor for each: nodes %.2f ms, etcd %.2f ms",
      middle(figures.map(\.rate)), middle(figures.map(\.nodes)) * 1000,
      middle(figures.map(\.etcd)) * 1000)
  }
}

/// The models that were made.
private final class Ids: Sendable {
  private let state = Mutex<[String]>([])

  var all: [String] { state.withLock(\.self) }

  func add(_ id: String) { state.withLock { $0.append(id) } }
}
