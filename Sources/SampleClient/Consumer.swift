import Fixture_guide
import Foundation
import GRPCCore
import TrainingProtos
import TrainingRuntime

/// A consumer of the guide's service, with the daemon's part played too: it calls `training.Model`
/// itself.
struct Consumer<Transport: ClientTransport>: Sendable {
  let service: Service_ExampleService.Client<Transport>
  let models: Training_Model.Client<Transport>

  /// Who pays, for the metadata of inference calls; `nil` for nobody.
  var address: String?

  /// Creates a model for `stt`.
  ///
  /// - Parameter addresses: who may use it; nobody but them if the list is not empty.
  /// - Returns: the model's identifier.
  func createModel(_ name: String, for addresses: [String] = []) async throws -> String {
    var request = Training_NewModel()
    request.name = name
    request.grpcMethodName = "stt"
    request.grpcServiceName = "ExampleService"
    request.addressList = addresses
    return try await models.create_model(request).modelID
  }

  func validationPrice(of id: String) async throws -> UInt64 {
    var request = Training_ValidateRequest()
    request.modelID = id
    return try await models.validate_model_price(request).price
  }

  func trainingPrice(of id: String) async throws -> UInt64 {
    try await models.train_model_price(Self.model(id)).price
  }

  func train(_ id: String) async throws -> Training_Status {
    try await models.train_model(Self.model(id)).status
  }

  func delete(_ id: String) async throws -> Training_Status {
    try await models.delete_model(Self.model(id)).status
  }

  func status(of id: String) async throws -> Training_Status {
    try await models.get_model_status(Self.model(id)).status
  }

  /// Asks for the status until the model is no longer at work, as the daemon does.
  func settledStatus(of id: String) async throws -> Training_Status {
    while true {
      let status = try await status(of: id)
      guard status == .validating || status == .training else { return status }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Says what is said in a clip.
  ///
  /// - Parameter model: a model's identifier; `nil` leaves the field out.
  func transcript(of speech: Data, by model: String? = nil) async throws -> String {
    var request = Service_sttInput()
    request.speech = speech
    if let model { request.modelID = Self.model(model) }
    return try await service.stt(request, metadata: metadata).result
  }

  private var metadata: Metadata {
    address.map { ["snet-user-address": "\($0)"] } ?? [:]
  }

  private static func model(_ id: String) -> Training_ModelID {
    var model = Training_ModelID()
    model.modelID = id
    return model
  }
}
