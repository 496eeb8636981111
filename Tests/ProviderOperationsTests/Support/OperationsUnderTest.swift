import Foundation
import Logging
import Metrics
import ServiceLifecycle
import TestSupport
import TrainingManifest
import TrainingProtos
import TrainingProvider

@testable import ProviderOperations

/// A provider whose registry contains some models, with a server for its operators.
struct OperationsUnderTest {
  let provider: ModelProvider
  let port: Int

  /// - Parameter models: the models in the registry.
  static func run(
    _ models: [StoredModel] = [], _ body: (OperationsUnderTest) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let metrics = PrometheusRegistry()
      let provider = try await ModelProvider(
        dataDirectory: directory, methods: [method], trainer: NoTrainer(),
        metrics: ProviderMetrics(factory: metrics))
      for model in models { try await provider.models.insert(model, limit: nil) }
      let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
      let server = OperationsServer(provider: provider, metrics: metrics, port: 0) { port in
        continuation.yield(port)
      }
      let group = ServiceGroup(services: [server], logger: Logger(label: "test"))
      let running = Task { try await group.run() }
      let result: Result<Void, any Error>
      do {
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw CancellationError() }
        result = .success(try await body(OperationsUnderTest(provider: provider, port: port)))
      } catch {
        result = .failure(error)
      }
      await group.triggerGracefulShutdown()
      try await running.value
      try result.get()
    }
  }

  static let method = TrainingMethod(
    fullName: "service.ExampleService.stt", source: "service.proto",
    serviceName: "ExampleService", methodName: "stt", kind: .unary,
    modelFields: [ModelField(name: "model_id", number: 1, presence: .singular)],
    options: TrainingOptions())

  private struct NoTrainer: Trainer {
    func validationPrice(
      of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
    ) -> UInt64 { 0 }

    func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 0 }

    func train(
      _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
    ) async throws {}
  }
}
