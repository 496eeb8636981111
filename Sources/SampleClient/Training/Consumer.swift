import Fixture_guide
import Foundation
import GRPCCore
import TrainingProtos
import TrainingRuntime

/// A consumer of the guide's service. It also takes the daemon's role and calls `training.Model`
/// itself.
struct Consumer<Transport: ClientTransport>: Sendable {
  let service: Service_ExampleService.Client<Transport>
  let models: Training_Model.Client<Transport>

  /// The address of the payer, for the metadata of inference calls; `nil` to send none.
  var address: String?

  /// Creates a model for `stt`.
  ///
  /// - Parameter addresses: the addresses that may use the model. Anybody may if the list is empty.
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

  /// Polls the status, as the daemon does, until it is neither VALIDATING nor TRAINING.
  ///
  /// - Parameter waiting: called with each status that isn't the last.
  func settledStatus(
    of id: String, waiting: (Training_Status) -> Void = { _ in }
  ) async throws -> Training_Status {
    while true {
      let status = try await status(of: id)
      guard status == .validating || status == .training else { return status }
      waiting(status)
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Transcribes a clip.
  ///
  /// - Parameter model: the identifier of a model; `nil` to leave the field out.
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
