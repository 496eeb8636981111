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
  /// - Returns: `nil` if that takes too long.
  func settledStatus(of id: String, within time: Duration) async throws -> Training_Status? {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      let status = try await status(of: id)
      guard status == .validating || status == .training else { return status }
      try await Task.sleep(for: .milliseconds(50))
    }
    return nil
  }

  /// A new model with a dataset.
  func validatedModel(
    on archive: Data, within time: Duration = .seconds(120)
  ) async throws -> String {
    let id = try await create("model")
    try await payAndUpload(Upload(archive), to: id)
    try await expect(.validated, of: id, within: time)
    return id
  }

  /// A new model that was trained on a dataset.
  func readyModel(on archive: Data, within time: Duration = .seconds(120)) async throws -> String {
    let id = try await validatedModel(on: archive, within: time)
    try await payAndTrain(id)
    try await expect(.readyToUse, of: id, within: time)
    return id
  }

  /// Waits until a model is no longer at work, and throws if that takes too long.
  func expectEnd(of id: String, within time: Duration) async throws {
    guard try await settledStatus(of: id, within: time) != nil else {
      throw Unsettled(id: id, expected: nil, found: nil)
    }
  }

  /// Waits until a model is no longer at work, and throws if it has come to another end.
  func expect(_ status: Training_Status, of id: String, within time: Duration) async throws {
    let end = try await settledStatus(of: id, within: time)
    guard end == status else { throw Unsettled(id: id, expected: status, found: end) }
  }
}

/// A model that should have come further.
struct Unsettled: Error {
  let id: String
  let expected: Training_Status?
  let found: Training_Status?
}
