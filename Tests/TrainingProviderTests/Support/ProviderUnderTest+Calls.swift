import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

extension ProviderUnderTest {
  func create(
    method: String = "stt", service: String = "ExampleService", addresses: [String] = []
  ) async throws -> String {
    var request = Training_NewModel()
    request.name = "model"
    request.grpcMethodName = method
    request.grpcServiceName = service
    request.addressList = addresses
    return try await client.create_model(request).modelID
  }

  func status(_ id: String) async throws -> Training_Status {
    try await client.get_model_status(modelID(id)).status
  }

  /// Asks for the price of a training and then trains, as a consumer does.
  func train(_ id: String) async throws -> Training_Status {
    try await trainingPrice(id)
    return try await trainAtOnce(id)
  }

  func trainAtOnce(_ id: String) async throws -> Training_Status {
    try await client.train_model(modelID(id)).status
  }

  @discardableResult
  func trainingPrice(_ id: String) async throws -> UInt64 {
    try await client.train_model_price(modelID(id)).price
  }

  @discardableResult
  func validationPrice(_ id: String, link: String = "") async throws -> UInt64 {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    return try await client.validate_model_price(request).price
  }

  func delete(_ id: String) async throws -> Training_Status {
    try await client.delete_model(modelID(id)).status
  }

  /// Asks for the price of a validation and then validates, as a consumer does.
  func validate(_ id: String, link: String = "") async throws -> Training_Status {
    try await validationPrice(id, link: link)
    return try await validateAtOnce(id, link: link)
  }

  func validateAtOnce(_ id: String, link: String = "") async throws -> Training_Status {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    return try await client.validate_model(request).status
  }

  /// Asks for the price of a validation and then sends batches unchanged.
  @discardableResult
  func send(_ batches: [Training_UploadInput], to id: String) async throws -> Training_Status {
    try await validationPrice(id)
    return try await send(batches)
  }

  /// Sends batches unchanged.
  @discardableResult
  func send(_ batches: [Training_UploadInput]) async throws -> Training_Status {
    try await client.upload_and_validate { writer in
      for batch in batches { try await writer.write(batch) }
    }.status
  }

  /// Sends the first batch, and the others once the gate is open.
  @discardableResult
  func send(
    _ batches: [Training_UploadInput], heldBy gate: Gate
  ) async throws -> Training_Status {
    try await client.upload_and_validate { writer in
      for batch in batches.prefix(1) { try await writer.write(batch) }
      try await gate.pass()
      for batch in batches.dropFirst() { try await writer.write(batch) }
    }.status
  }

  /// Uploads as the Python SDK does.
  @discardableResult
  func upload(_ id: String, _ data: Data = ZipArchive.dataset()) async throws -> Training_Status {
    try await send(Batches.python(id, data), to: id)
  }

  /// Uploads and waits until the validation has ended.
  func uploaded(_ id: String, _ data: Data = ZipArchive.dataset()) async throws {
    try await upload(id, data)
    try await reaches(id, .validated)
  }

  /// Takes a new model to READY_TO_USE.
  func readyModel() async throws -> String {
    let id = try await create()
    try await uploaded(id)
    _ = try await train(id)
    try await reaches(id, .readyToUse)
    return id
  }

  /// Polls like the daemon until the model has a status.
  func reaches(
    _ id: String, _ status: Training_Status, location: SourceLocation = #_sourceLocation
  ) async throws {
    try await eventually("model does not reach \(status)", location: location) {
      try await self.status(id) == status
    }
  }

  func stored(_ id: String) async throws -> StoredModel {
    try #require(try await provider.models.storedModel(withID: id))
  }

  func modelID(_ id: String) -> Training_ModelID {
    var message = Training_ModelID()
    message.modelID = id
    return message
  }
}
