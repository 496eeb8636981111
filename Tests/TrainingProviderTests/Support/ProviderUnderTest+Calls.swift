import Foundation
import GRPCCore
import GRPCProtobuf
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

  func train(_ id: String) async throws -> Training_Status {
    try await client.train_model(modelID(id)).status
  }

  func delete(_ id: String) async throws -> Training_Status {
    try await client.delete_model(modelID(id)).status
  }

  func validate(_ id: String, link: String = "") async throws -> Training_Status {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    return try await client.validate_model(request).status
  }

  /// Sends batches as they are.
  @discardableResult
  func send(_ batches: [Training_UploadInput]) async throws -> Training_Status {
    try await client.upload_and_validate { writer in
      for batch in batches { try await writer.write(batch) }
    }.status
  }

  /// Uploads as the Python SDK does.
  @discardableResult
  func upload(_ id: String, _ data: Data = ZipArchive.dataset()) async throws -> Training_Status {
    try await send(Batches.python(id, data))
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

  /// Waits until the model has a status, asking as the daemon does.
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
