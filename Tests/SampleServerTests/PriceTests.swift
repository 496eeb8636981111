import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// Paid calls, and the prices that have to be asked for in advance.
@Suite struct PriceTests {
  @Test func paidCallsNeedAPriceEach() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.createModel("model")
          await refused(.failedPrecondition, saying: "call validate_model_price") {
            try await consumer.upload(dataset, for: id)
          }
          #expect(try await consumer.status(of: id) == .created)
          _ = try await consumer.paidUpload(dataset, for: id)
          #expect(try await consumer.settledStatus(of: id) == .validated)
          await refused(.failedPrecondition, saying: "call train_model_price") {
            try await consumer.train(id)
          }
          _ = try await consumer.paidTraining(of: id)
          #expect(try await consumer.settledStatus(of: id) == .readyToUse)
          await refused(.failedPrecondition, saying: "call train_model_price") {
            try await consumer.train(id)
          }
          #expect(try await consumer.status(of: id) == .readyToUse)
        }
      }
    }
  }

  @Test func nothingIsChargedByAFreeServer() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory, ["--free"]) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.createModel("model")
          _ = try await consumer.upload(dataset, for: id)
          #expect(try await consumer.settledStatus(of: id) == .validated)
          #expect(try await consumer.validationPrice(of: id) == 0)
          #expect(try await consumer.trainingPrice(of: id) == 0)
          _ = try await consumer.train(id)
          #expect(try await consumer.settledStatus(of: id) == .readyToUse)
        }
      }
    }
  }
}
