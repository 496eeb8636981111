import Foundation
import GRPCCore
import GRPCInProcessTransport
import Logging
import TestSupport
import TrainingManifest
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// A provider that is running, with a generated client that reaches it in-process.
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
    fetcher: any DatasetFetcher = HTTPDatasetFetcher(),
    _ body: (ProviderUnderTest) async throws -> T
  ) async throws -> T {
    var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .trace
    let provider = try await ModelProvider(
      dataDirectory: directory, methods: methods, trainer: trainer, limits: limits,
      fetcher: fetcher, logger: logger)
    let transport = InProcessTransport()
    let server = GRPCServer(transport: transport.server, services: [provider.service])
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

  /// As ``run(in:trainer:methods:limits:fetcher:_:)``, in a directory of its own.
  @discardableResult
  static func run<T: Sendable>(
    trainer: any Trainer = StubTrainer(), methods: [TrainingMethod] = TestMethods.all,
    limits: ProviderLimits = ProviderLimits(), fetcher: any DatasetFetcher = HTTPDatasetFetcher(),
    _ body: (ProviderUnderTest) async throws -> T
  ) async throws -> T {
    try await withTemporaryDirectory { directory in
      try await run(
        in: directory, trainer: trainer, methods: methods, limits: limits, fetcher: fetcher, body)
    }
  }
}
