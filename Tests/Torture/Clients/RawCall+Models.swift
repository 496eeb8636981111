import ProtoWire
import TrainingProtos

extension RawCall {
  /// Makes a call with one message, and closes the connection after the response.
  static func unary<Response: WireMessage>(
    _ method: String, on port: Int, _ request: some WireMessage, as response: Response.Type,
    within time: Duration = .seconds(20)
  ) async throws -> Response {
    let call = try await begin(method, on: port, request.serializedBytes(), isComplete: true)
    defer { call.close() }
    return try Response(serializedBytes: try await call.answer(within: time))
  }

  /// create_model
  static func create(on port: Int) async throws -> String {
    var request = Training_NewModel()
    request.name = "newcomer"
    request.grpcServiceName = "ExampleService"
    request.grpcMethodName = "stt"
    return try await unary("create_model", on: port, request, as: Training_ModelID.self).modelID
  }

  /// get_model_status, on a connection that is closed after the response
  @discardableResult
  static func status(
    of id: String, on port: Int, within time: Duration = .seconds(20)
  ) async throws -> Training_Status {
    var request = Training_ModelID()
    request.modelID = id
    return try await unary(
      "get_model_status", on: port, request, as: Training_StatusResponse.self, within: time
    ).status
  }

  /// validate_model_price and validate_model
  static func payAndValidate(_ id: String, link: String, on port: Int) async throws {
    var request = Training_ValidateRequest()
    request.modelID = id
    request.trainingDataLink = link
    _ = try await unary(
      "validate_model_price", on: port, request, as: Training_PriceInBaseUnit.self)
    _ = try await unary("validate_model", on: port, request, as: Training_StatusResponse.self)
  }

  /// get_model_status, on a connection that stays open
  static func poll(_ id: String, on port: Int) async throws -> RawCall {
    var request = Training_ModelID()
    request.modelID = id
    let bytes: [UInt8] = try request.serializedBytes()
    let call = try await begin("get_model_status", on: port, bytes, isComplete: true)
    _ = try await call.answer(within: .seconds(20))
    return call
  }
}
