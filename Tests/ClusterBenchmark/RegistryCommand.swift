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
    try await restart(cluster)
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
        part.map { SyntheticModels.entry($0, of: count) }, places: part.map { Int64($0 + 1) },
        asPart: number)
    }
    let stored = ContinuousClock.now - begin
    let etcdTime = cluster.etcdFigures.processorTime - etcdBefore
    report(
      String(
        format: "stored in %.1f s, %.0f a second; etcd took %.0f µs of the processor for each",
        stored.inSeconds, Double(count) / stored.inSeconds, etcdTime / Double(count) * 1e6))
    for part in parts {
      try await target.confirm(part.map { SyntheticModels.entry($0, of: count) })
    }
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

  /// A restart frees what the import took, but for what etcd needs to repeat the last changes.
  private func restart(_ cluster: BenchmarkCluster) async throws {
    cluster.etcd.nodes[0].end()
    let begin = ContinuousClock.now
    try cluster.etcd.nodes[0].start()
    _ = try await cluster.client().storeSize()
    report(
      String(format: "etcd answers %.2f s after a restart", (ContinuousClock.now - begin).inSeconds)
        + "; its memory is \(mebibytes(cluster.etcdFigures.memory))")
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
    try await NodeClient.connect(to: cluster.nodes[0].port) { client in
      try await measure("get_model_status", calls, cluster) { try await client.status(of: ids[$0]) }
      try await measure("create_model", calls / 10, cluster) {
        _ = try await client.create(address: "0xnew\($0)")
      }
      try await measure("create_model for an address with half of all", calls / 50, cluster) { _ in
        _ = try await client.create(address: SyntheticModels.frequentAddress)
      }
    }
    let registry = try cluster.registry()
    let frequent = SyntheticModels.frequentAddress
    try await measure("50 models of an address that has half of all", calls / 20, cluster) { _ in
      _ = try await registry.models(ofAddress: frequent, limit: 50)
    }
    let middle = SyntheticModels.id(count / 4 * 2)
    try await measure("50 of them from the middle of the list", calls / 20, cluster) { _ in
      _ = try await registry.models(ofAddress: frequent, after: middle, limit: 50)
    }
    try await measure("models of an address that has one", calls / 20, cluster) { number in
      _ = try await registry.models(ofAddress: SyntheticModels.address(2 * number + 1), limit: 50)
    }
    try await measure("50 newest that are READY_TO_USE", calls / 20, cluster) { _ in
      _ = try await registry.models(in: .readyToUse, limit: 50)
    }
    try await measure("numbers of models of each status", calls / 20, cluster) { _ in
      _ = try await registry.modelCounts()
    }
  }

  /// Measures calls, one after the other, and how much of the processor they take.
  private func measure(
    _ name: String, _ count: Int, _ cluster: BenchmarkCluster,
    _ call: (Int) async throws -> Void
  ) async throws {
    func times() -> (etcd: Double, node: Double) {
      (cluster.etcdFigures.processorTime, cluster.nodes[0].figures.processorTime)
    }
    let before = times()
    let latencies = try await Times.of(count, call)
    let after = times()
    report(
      "\(name): \(latencies.summary)"
        + String(
          format: "; processor: etcd %.2f ms, node %.2f ms",
          (after.etcd - before.etcd) / Double(count) * 1000,
          (after.node - before.node) / Double(count) * 1000))
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
