import Foundation
import GRPCCore
import GRPCInProcessTransport
import TestSupport
import TrainingManifest
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// A running provider with a generated client in the same process.
struct ProviderUnderTest: Sendable {
  typealias Client = Training_Model.Client<InProcessTransport.Client>

  let provider: ModelProvider
  let client: Client
  let directory: URL

  /// Runs a provider in `directory`, and stops it when `body` returns.
  @discardableResult
  static func run<T: Sendable>(
    in directory: URL, trainer: any Trainer = StubTrainer(),
    methods: [TrainingMethod] = TestMethods.all, limits: ProviderLimits = ProviderLimits(),
    fetcher: any DatasetFetcher = HTTPDatasetFetcher(), prices: PriceRules = .quoted(),
    registry: (any ModelRegistry)? = nil, claims: any JobClaims = LocalJobClaims(),
    blobs: (any BlobStore)? = nil, acceptsNewRegistry: Bool = false,
    log: TestLog = TestLog(), metrics: ProviderMetrics = ProviderMetrics(),
    _ body: (ProviderUnderTest) async throws -> T
  ) async throws -> T {
    let provider = try await ModelProvider(
      dataDirectory: directory, methods: methods, trainer: trainer, prices: prices,
      limits: limits, fetcher: fetcher, registry: registry, claims: claims, blobs: blobs,
      acceptsNewRegistry: acceptsNewRegistry, logger: log.logger, metrics: metrics)
    let transport = InProcessTransport()
    let server = GRPCServer(
      transport: transport.server, services: [provider.service],
      interceptors: [CallObserver(metrics: metrics)])
    let client = GRPCClient(transport: transport.client)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await provider.run() }
      group.addTask { try await server.serve() }
      group.addTask { try await client.runConnections() }
      defer { group.cancelAll() }
      let result = try await body(
        ProviderUnderTest(
          provider: provider, client: Client(wrapping: client), directory: directory))
      client.beginGracefulShutdown()
      server.beginGracefulShutdown()
      return result
    }
  }

  /// Runs a provider in a new directory.
  @discardableResult
  static func run<T: Sendable>(
    trainer: any Trainer = StubTrainer(), methods: [TrainingMethod] = TestMethods.all,
    limits: ProviderLimits = ProviderLimits(), fetcher: any DatasetFetcher = HTTPDatasetFetcher(),
    prices: PriceRules = .quoted(), log: TestLog = TestLog(),
    metrics: ProviderMetrics = ProviderMetrics(),
    _ body: (ProviderUnderTest) async throws -> T
  ) async throws -> T {
    try await withTemporaryDirectory { directory in
      try await run(
        in: directory, trainer: trainer, methods: methods, limits: limits, fetcher: fetcher,
        prices: prices, log: log, metrics: metrics, body)
    }
  }
}
