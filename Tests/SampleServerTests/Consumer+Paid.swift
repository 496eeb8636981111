import Foundation
import Testing
import TrainingProtos

@testable import sample_client

/// Paid calls at the price that was asked for just before, as the daemon makes them.
extension Consumer {
  func paidUpload(
    _ dataset: URL, for id: String, batchSize: Int = 1 << 20
  ) async throws -> Training_Status {
    _ = try await validationPrice(of: id)
    return try await upload(dataset, for: id, batchSize: batchSize)
  }

  func paidTraining(of id: String) async throws -> Training_Status {
    _ = try await trainingPrice(of: id)
    return try await train(id)
  }

  /// Takes a new model to READY_TO_USE.
  func readyModel(on dataset: URL, for addresses: [String] = []) async throws -> String {
    let id = try await createModel("model", for: addresses)
    _ = try await paidUpload(dataset, for: id)
    #expect(try await settledStatus(of: id) == .validated)
    _ = try await paidTraining(of: id)
    #expect(try await settledStatus(of: id) == .readyToUse)
    return id
  }
}
