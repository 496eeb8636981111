import Foundation
import GRPCCore
import GRPCInProcessTransport
import Logging
import ServiceLifecycle
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

@Suite struct ShutdownTests {
  /// After a graceful shutdown, paid calls are refused, and other calls are answered.
  @Test func workIsRefusedAndQuestionsAreAnswered() async throws {
    try await withTemporaryDirectory { directory in
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let provider = try await ModelProvider(
        dataDirectory: directory, methods: TestMethods.all, trainer: StubTrainer(), logger: logger)
      let group = ServiceGroup(services: [provider], logger: logger)
      let transport = InProcessTransport()
      try await withGRPCServer(transport: transport.server, services: [provider.service]) { _ in
        try await withGRPCClient(transport: transport.client) { client in
          let test = ProviderUnderTest(
            provider: provider, client: ProviderUnderTest.Client(wrapping: client),
            directory: directory)
          async let run: Void = group.run()
          let id = try await test.create()
          try await test.uploaded(id)
          await group.triggerGracefulShutdown()
          try await run
          try await expect(.unavailable, "SHUTTING_DOWN") { try await test.train(id) }
          try await expect(.unavailable, "SHUTTING_DOWN") { try await test.upload(id) }
          #expect(try await test.status(id) == .validated)
        }
      }
    }
  }

  /// The result of a training that returns after its cancellation doesn't count.
  @Test func whatACancelledTrainerReturnsDoesNotCount() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(trainingGate: Gate(returnsWhenCancelled: true))
      let id = try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        return id
      }
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      #expect(try await registry.storedModel(withID: id)?.status == .training)
      #expect(dataFiles(directory).allSatisfy { $0.hasPrefix("datasets/") })
    }
  }

  /// The same is true for a validation.
  @Test func whatACancelledValidationReturnsDoesNotCount() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(validationGate: Gate(returnsWhenCancelled: true))
      let id = try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.upload(id)
        try await eventually("validation does not begin") { trainer.validationsBegun == 1 }
        return id
      }
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      #expect(try await registry.storedModel(withID: id)?.status == .validating)
    }
  }

  /// A trainer that continues after the shutdown may still write into the directory, so no other
  /// provider may use it until the process ends. The shutdown doesn't count as a crash.
  @Test func trainerThatGoesOnKeepsTheDirectory() async throws {
    try await withTemporaryDirectory { directory in
      var limits = ProviderLimits()
      limits.jobs.shutdownGrace = .milliseconds(50)
      let gate = Gate(ignoresCancellation: true)
      let trainer = StubTrainer(trainingGate: gate)
      let (provider, id) = try await ProviderUnderTest.run(
        in: directory, trainer: trainer, limits: limits
      ) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        return (test.provider, id)
      }
      let error = await #expect(throws: ProviderError.self) {
        try await ProviderUnderTest.run(in: directory) { _ in }
      }
      #expect(error?.message.contains("another provider") == true)
      let model = try await provider.models.storedModel(withID: id)
      #expect(model?.status == .training)
      #expect(model?.hasRunningJob == false)
      gate.open()
    }
  }
}
