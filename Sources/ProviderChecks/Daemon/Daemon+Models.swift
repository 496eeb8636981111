import TrainingManifest
import TrainingProtos

extension Daemon {
  /// create_model
  func create(_ name: String = "provider-check") async throws -> Answer<String> {
    var request = Training_NewModel()
    request.name = name
    request.description_p = "A model of provider-check's. It can be deleted."
    request.grpcServiceName = subject.method.serviceName
    request.grpcMethodName = subject.method.methodName
    return try await call("create_model", request, as: Training_ModelID.self).map(\.modelID)
  }

  /// A new model.
  ///
  /// - Returns: its identifier.
  func newModel() async throws -> String {
    let id = try await create().response()
    guard !id.isEmpty else { throw CheckStop.failed("create_model answered an empty model_id") }
    remember(id)
    return id
  }

  /// validate_model_price
  func validationPrice(of id: String, link: String = "") async throws -> Answer<UInt64> {
    try await call(
      "validate_model_price", Self.validation(of: id, link), as: Training_PriceInBaseUnit.self
    ).map(\.price)
  }

  /// validate_model
  func validate(_ id: String, link: String = "") async throws -> Answer<Training_Status> {
    try await call(
      "validate_model", Self.validation(of: id, link), as: Training_StatusResponse.self
    ).map(\.status)
  }

  /// train_model_price
  func trainingPrice(of id: String) async throws -> Answer<UInt64> {
    try await call("train_model_price", Self.model(id), as: Training_PriceInBaseUnit.self)
      .map(\.price)
  }

  /// train_model
  func train(_ id: String) async throws -> Answer<Training_Status> {
    try await call("train_model", Self.model(id), as: Training_StatusResponse.self).map(\.status)
  }

  /// delete_model
  @discardableResult
  func delete(_ id: String) async throws -> Answer<Training_Status> {
    try await call("delete_model", Self.model(id), as: Training_StatusResponse.self).map(\.status)
  }

  /// get_model_status, over a connection that isn't closed.
  func status(of id: String, on endpoint: Endpoint? = nil) async throws -> Answer<Training_Status> {
    try await call(
      "get_model_status", Self.model(id), as: Training_StatusResponse.self, on: endpoint,
      isLeaked: true
    ).map(\.status)
  }

  private static func model(_ id: String) -> Training_ModelID {
    var model = Training_ModelID()
    model.modelID = id
    return model
  }

  private static func validation(of id: String, _ link: String) -> Training_ValidateRequest {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    return request
  }
}

extension Answer {
  func map<Other>(_ transform: (Response) -> Other) -> Answer<Other> {
    Answer<Other>(call: call, result: result.map(transform))
  }
}
