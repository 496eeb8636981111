import ArgumentParser
import EtcdStore
import Foundation
import ProviderCluster
import TestSupport
import TrainingProtos
import TrainingProvider

/// What models cost in etcd.
struct RegistryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry", abstract: "Measures a registry in etcd with many models.")

  @Option(help: "How many models there are, for each measurement.", transform: numbers)
  var models = [10_000, 50_000, 200_000]

  @Option(help: "How many calls are made of each kind.")
  var calls = 1000

  func run() async throws {
    for count in models {
      try await withTemporaryDirectory { folder in
        let cluster = try BenchmarkCluster(in: folder)
        defer { cluster.end() }
        try await measure(count, cluster)
      }
    }
  }

  private func measure(_ count: Int, _ cluster: BenchmarkCluster) async throws {
    report("== \(count) models")
    try await fill(count, cluster)
    try await measureStart(cluster)
    try await measureCalls(count, cluster)
    report(
      "memory of etcd: \(mebibytes(cluster.etcdFigures.memory)) at the end, "
        + "\(mebibytes(cluster.etcdFigures.mostMemory)) at most")
  }

  private func fill(_ count: Int, _ cluster: BenchmarkCluster) async throws {
    let target = EtcdRegistryTarget(try cluster.registry())
    _ = try await target.begin("benchmark", identity: "benchmark")
    let parts = stride(from: 0, to: count, by: 1000).map { $0..<min($0 + 1000, count) }
    let etcdBefore = cluster.etcdFigures.processorTime
    let begin = ContinuousClock.now
    for (number, part) in parts.enumerated() {
      try await target.store(
        part.map(SyntheticModels.entry), places: part.map { Int64($0 + 1) }, asPart: number)
    }
    let stored = ContinuousClock.now - begin
    let etcdTime = cluster.etcdFigures.processorTime - etcdBefore
    report(
      String(
        format: "stored in %.1f s, %.0f a second; etcd took %.0f µs of the processor for each",
        stored.inSeconds, Double(count) / stored.inSeconds, etcdTime / Double(count) * 1e6))
    for part in parts { try await target.confirm(part.map(SyntheticModels.entry)) }
    try await target.publish()
    let confirmed = ContinuousClock.now - begin - stored
    report(String(format: "read back and compared in %.1f s", confirmed.inSeconds))
    let client = try cluster.client()
    let size = try await client.storeSize()
    report(
      "etcd's file has \(mebibytes(Int(size.file))), \(mebibytes(Int(size.used))) in use: "
        + "\(Int(size.used) / count) bytes for each model; memory of etcd "
        + mebibytes(cluster.etcdFigures.memory))
    let revision = try await client.read(EtcdQuery(.key("x"))).revision
    let compaction = ContinuousClock.now
    try await client.compact(at: revision)
    report(
      String(
        format: "compacting after the import took %.2f s",
        (ContinuousClock.now - compaction).inSeconds))
  }

  private func measureStart(_ cluster: BenchmarkCluster) async throws {
    // Without any keys below its prefix, a node reads next to nothing.
    let before = try await cluster.bytesSent()
    let (node, time) = try await cluster.startNode()
    let read = try await cluster.bytesSent() - before
    report(
      String(format: "a node serves after %.2f s", time.inSeconds)
        + ", etcd sent \(read) bytes meanwhile; memory of the node \(mebibytes(node.figures.memory))"
    )
  }

  private func measureCalls(_ count: Int, _ cluster: BenchmarkCluster) async throws {
    var random = SeededRandom(seed: 1)
    let ids = (0..<calls).map { _ in
      SyntheticModels.id(Int.random(in: 0..<count, using: &random))
    }
    let node = cluster.nodes[0]
    let (etcdBefore, nodeBefore) = (
      cluster.etcdFigures.processorTime, node.figures.processorTime
    )
    try await NodeClient.connect(to: node.port) { client in
      let times = try await Times.of(calls) { try await client.status(of: ids[$0]) }
      let (etcdTime, nodeTime) = (
        cluster.etcdFigures.processorTime - etcdBefore, node.figures.processorTime - nodeBefore
      )
      report(
        "get_model_status: \(times.summary)"
          + String(
            format: "; processor: node %.0f µs, etcd %.0f µs", nodeTime / Double(calls) * 1e6,
            etcdTime / Double(calls) * 1e6))
      let creations = try await Times.of(calls / 10) {
        _ = try await client.create(address: "0xnew\($0)")
      }
      report("create_model: \(creations.summary)")
      let frequent = try await Times.of(calls / 50) { _ in
        _ = try await client.create(address: SyntheticModels.frequentAddress)
      }
      report("create_model for an address with half of all models: \(frequent.summary)")
    }
    let registry = try cluster.registry()
    let pages = try await Times.of(calls / 20) { _ in
      _ = try await registry.models(ofAddress: SyntheticModels.frequentAddress, limit: 50)
    }
    report("first 50 models of an address that has half of all: \(pages.summary)")
    let middle = SyntheticModels.id(count / 4 * 2)
    let later = try await Times.of(calls / 20) { _ in
      _ = try await registry.models(
        ofAddress: SyntheticModels.frequentAddress, after: middle, limit: 50)
    }
    report("50 of its models from the middle of the list: \(later.summary)")
    let rare = try await Times.of(calls / 20) { number in
      _ = try await registry.models(ofAddress: SyntheticModels.address(2 * number + 1), limit: 50)
    }
    report("models of an address that has one: \(rare.summary)")
    let newest = try await Times.of(calls / 20) { _ in
      _ = try await registry.models(in: .readyToUse, limit: 50)
    }
    report("50 newest models that are READY_TO_USE: \(newest.summary)")
    let sums = try await Times.of(calls / 20) { _ in _ = try await registry.modelCounts() }
    report("numbers of models of each status: \(sums.summary)")
  }
}

/// Reads numbers with commas between them.
func numbers(_ text: String) throws -> [Int] {
  let numbers = text.split(separator: ",").compactMap { Int($0) }.filter { $0 > 0 }
  guard numbers.count == text.split(separator: ",").count, !numbers.isEmpty else {
    throw ValidationError("\(text) isn't a list of numbers like 1,2,4")
  }
  return numbers
}
