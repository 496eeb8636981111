import ArgumentParser
import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

@testable import sample_client
@testable import sample_server

/// The operator's options for limits.
@Suite struct LimitOptionsTests {
  @Test func optionsAreTheLimits() throws {
    let options = try LimitOptions.parse([
      "--max-dataset-mb", "3", "--max-message-mb", "4", "--max-uploads", "5",
      "--upload-idle-seconds", "6", "--max-connections", "7", "--concurrent-trainings", "8",
      "--min-free-mb", "9", "--keep-datasets-days", "10",
    ])
    #expect(options.datasetRetention == .seconds(10 * 24 * 60 * 60))
    #expect(try LimitOptions.parse([]).datasetRetention == nil)
    let limits = options.provider
    #expect(limits.upload.maxDatasetBytes == 3 << 20)
    #expect(limits.upload.maxBatchBytes == 4 << 20)
    #expect(limits.upload.maxConcurrent == 5)
    #expect(limits.upload.transfer.idleTimeout == .seconds(6))
    #expect(limits.jobs.concurrentTrainings == 8)
    #expect(limits.storage.minFreeBytes == 9 << 20)
    for transport in [options.transport, options.maintenance] {
      #expect(transport.maxMessageBytes == 4 << 20)
      #expect(transport.maxConnections == 7)
    }
    #expect(options.maintenance.maxSetupTime == TransportLimits.maintenance.maxSetupTime)
  }

  /// Links to the provider's own machine are followed only if the operator allows it.
  @Test(arguments: [false, true])
  func privateLinksAreFollowedOnlyIfToldSo(_ allowed: Bool) async throws {
    try await withTemporaryDirectory { directory in
      let options = allowed ? ["--allow-private-links"] : []
      try await RunningServer.run(in: directory, options) { server in
        try await server.withConsumer { consumer in
          var request = Training_ValidateRequest()
          request.modelID = try await consumer.createModel("model")
          // The server's own port, which doesn't support HTTP/1.1.
          request.trainingDataLink = "http://127.0.0.1:\(server.port)/data.zip"
          await refused(
            allowed ? .unavailable : .invalidArgument, saying: allowed ? "fetched" : "refused"
          ) { [request] in try await consumer.models.validate_model_price(request) }
        }
      }
    }
  }
}
