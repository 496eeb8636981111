import Foundation
import GRPCCore
import MetricsTestKit
import NIOCore
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// What a provider records in swift-metrics.
@Suite struct ProviderMetricsTests {
  @Test func aCycleIsCounted() async throws {
    let backend = TestMetrics()
    try await run(backend) { test in
      _ = try await test.readyModel()
      _ = try? await test.status("unknown")
      try await test.provider.recordState()
      #expect(count(backend, "training_calls_total", call("create_model", "OK")) == 1)
      #expect(count(backend, "training_calls_total", call("upload_and_validate", "OK")) == 1)
      #expect(count(backend, "training_calls_total", call("get_model_status", "NOT_FOUND")) == 1)
      let seconds = try backend.expectTimer(
        "training_call_duration_seconds",
        [("service", "training.Model"), ("method", "train_model")])
      #expect(seconds.values.count == 1)
      let bytes = ZipArchive.dataset().count
      #expect(count(backend, "training_upload_received_bytes_total") == bytes)
      for kind in ["validation", "training"] {
        try await eventually("\(kind) isn't counted") {
          count(backend, "training_jobs_total", [("kind", kind), ("outcome", "succeeded")]) == 1
        }
        #expect(count(backend, "training_quotes_given_total", [("work", kind)]) == 1)
        #expect(count(backend, "training_quotes_used_total", [("work", kind)]) == 1)
      }
      #expect(try gauge(backend, "training_models", [("status", "READY_TO_USE")]) == 1)
      #expect(try gauge(backend, "training_models", [("status", "ERRORED")]) == 0)
      #expect(try gauge(backend, "training_disk_used_bytes") > Double(bytes))
      #expect(try gauge(backend, "training_disk_free_bytes") > 0)
    }
  }

  @Test func refusedPricesAndFailuresAreCounted() async throws {
    let backend = TestMetrics()
    try await run(backend, StubTrainer(failure: CocoaError(.fileReadUnknown))) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try? await test.trainAtOnce(id)
      #expect(count(backend, "training_quotes_refused_total", [("work", "training")]) == 1)
      #expect(
        count(backend, "training_calls_total", call("train_model", "FAILED_PRECONDITION")) == 1)
      _ = try await test.train(id)
      try await test.reaches(id, .errored)
      try await eventually("failure isn't counted") {
        count(backend, "training_jobs_total", [("kind", "training"), ("outcome", "failed")]) == 1
      }
    }
  }

  @Test func jobsOfDeletedModelsAreSuperseded() async throws {
    let backend = TestMetrics()
    let trainer = StubTrainer(trainingGate: Gate())
    try await run(backend, trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training doesn't begin") { trainer.trainingsBegun == 1 }
      try await test.provider.recordState()
      #expect(try gauge(backend, "training_jobs_running", [("kind", "training")]) == 1)
      _ = try await test.delete(id)
      let labels = [("kind", "training"), ("outcome", "superseded")]
      try await eventually("deletion isn't counted") {
        count(backend, "training_jobs_total", labels) == 1
      }
      try await test.provider.recordState()
      #expect(try gauge(backend, "training_jobs_running", [("kind", "training")]) == 0)
    }
  }

  @Test func gaugesAreSetFromTheStart() async throws {
    let backend = TestMetrics()
    try await run(backend) { _ in
      try await eventually("gauges aren't set") {
        (try? gauge(backend, "training_disk_size_bytes")) ?? 0 > 0
      }
    }
  }

  @Test func connectionsAreCounted() throws {
    let backend = TestMetrics()
    let table = ConnectionTable(
      limit: 1, metrics: ConnectionMetrics(listener: "maintenance", factory: backend))
    let labels = [("listener", "maintenance")]
    let first = OpenConnection(at: .uptimeNanoseconds(1)) { _ in }
    let second = OpenConnection(at: .uptimeNanoseconds(2)) { _ in }
    #expect(table.admit(first))
    #expect(table.admit(second))
    second.unusedSince = nil
    #expect(!table.admit(first))
    #expect(count(backend, "training_connections_evicted_total", labels) == 1)
    #expect(count(backend, "training_connections_refused_total", labels) == 1)
    #expect(try gauge(backend, "training_connections_open", labels) == 1)
    table.remove(second)
    #expect(try gauge(backend, "training_connections_open", labels) == 0)
  }

  /// Names end with their unit, or with `_total` if they only grow.
  @Test func namesFollowTheConventions() {
    for metric in ProviderMetric.allCases {
      #expect(metric.name.wholeMatch(of: /training(_[a-z]+)+/) != nil, "\(metric.name)")
      #expect(!metric.help.isEmpty)
      #expect(!metric.labels.contains { ["model", "model_id", "address", "le"].contains($0) })
    }
    #expect(Set(ProviderMetric.allCases.map(\.name)).count == ProviderMetric.allCases.count)
  }

  @Test func statusesHaveTheirNames() {
    #expect(Status.Code.ok.canonicalName == "OK")
    #expect(Status.Code.failedPrecondition.canonicalName == "FAILED_PRECONDITION")
    #expect(Status.Code.unauthenticated.canonicalName == "UNAUTHENTICATED")
  }

  private func run(
    _ backend: TestMetrics, _ trainer: StubTrainer = StubTrainer(),
    _ body: (ProviderUnderTest) async throws -> Void
  ) async throws {
    try await ProviderUnderTest.run(
      trainer: trainer, metrics: ProviderMetrics(factory: backend), body)
  }

  private func call(_ method: String, _ code: String) -> [(String, String)] {
    [("service", "training.Model"), ("method", method), ("code", code)]
  }

  private func count(
    _ backend: TestMetrics, _ label: String, _ dimensions: [(String, String)] = []
  ) -> Int64 {
    backend.counterTotal(label: label, dimensions: dimensions)
  }

  private func gauge(
    _ backend: TestMetrics, _ label: String, _ dimensions: [(String, String)] = []
  ) throws -> Double {
    try #require(try backend.expectGauge(label, dimensions).lastValue)
  }
}
