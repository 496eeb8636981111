import Foundation
import TrainingProtos

extension Daemon {
  /// Asks for the price and validates.
  func payAndValidate(_ id: String, link: String = "") async throws {
    _ = try await validationPrice(of: id, link: link)
    _ = try await validate(id, link: link)
  }

  /// Asks for the price and uploads.
  func payAndUpload(_ upload: Upload, to id: String) async throws {
    _ = try await validationPrice(of: id)
    _ = try await self.upload(upload, to: id)
  }

  /// Asks for the price and trains.
  func payAndTrain(_ id: String) async throws {
    _ = try await trainingPrice(of: id)
    _ = try await train(id)
  }

  /// Asks for the status until it is neither VALIDATING nor TRAINING.
  ///
  /// - Returns: the status; `nil` if that takes too long.
  func settledStatus(of id: String, within time: Duration) async throws -> Training_Status? {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      let status = try await status(of: id)
      guard status == .validating || status == .training else { return status }
      try await Task.sleep(for: .milliseconds(50))
    }
    return nil
  }

  /// Creates a model and uploads a dataset for it.
  func validatedModel(
    on archive: Data, within time: Duration = .seconds(120)
  ) async throws -> String {
    let id = try await create("model")
    try await payAndUpload(Upload(archive), to: id)
    try await expect(.validated, of: id, within: time)
    return id
  }

  /// Creates a model and trains it on a dataset.
  func readyModel(on archive: Data, within time: Duration = .seconds(120)) async throws -> String {
    let id = try await validatedModel(on: archive, within: time)
    try await payAndTrain(id)
    try await expect(.readyToUse, of: id, within: time)
    return id
  }

  /// Waits until no work is in progress for a model, and throws if that takes too long.
  func expectEnd(of id: String, within time: Duration) async throws {
    guard try await settledStatus(of: id, within: time) != nil else {
      throw Unsettled(id: id, expected: nil, found: nil)
    }
  }

  /// Waits until no work is in progress for a model, and throws if its status isn't the expected
  /// one.
  func expect(_ status: Training_Status, of id: String, within time: Duration) async throws {
    let end = try await settledStatus(of: id, within: time)
    guard end == status else { throw Unsettled(id: id, expected: status, found: end) }
  }
}

/// A model did not reach the expected status in time.
struct Unsettled: Error {
  let id: String
  let expected: Training_Status?
  let found: Training_Status?
}
