import GRPCCore
import Guide
import TrainingRuntime

/// The guide's service with guards. Its handlers receive messages without metadata.
struct GuardedSpeech: Service_ExampleService.SimpleGuardedServiceProtocol {
  let models: any ModelResolver = CachedModels()

  func stt(
    request: Service_sttInput, model: ModelReference, context: ServerContext
  ) async throws -> Service_sttResp { Service_sttResp() }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp { Service_sttResp() }
}

/// The guide's service with guards. Its handlers receive messages with metadata.
struct DetailedSpeech: Service_ExampleService.GuardedServiceProtocol {
  let models: any ModelResolver = CachedModels()

  func stt(
    request: ServerRequest<Service_sttInput>, model: ModelReference, context: ServerContext
  ) async throws -> ServerResponse<Service_sttResp> { ServerResponse(message: Service_sttResp()) }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: ServerRequest<Service_basicSttInput>, context: ServerContext
  ) async throws -> ServerResponse<Service_sttResp> { ServerResponse(message: Service_sttResp()) }
}

/// The guide's service without guards. It stores the models like the other services, because a
/// service without properties would be cheaper to call.
struct PlainSpeech: Service_ExampleService.SimpleServiceProtocol {
  let models: any ModelResolver = CachedModels()

  func stt(
    request: Service_sttInput, context: ServerContext
  ) async throws -> Service_sttResp { Service_sttResp() }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp { Service_sttResp() }
}

/// The guide's service without guards. Its handler looks up the model, but decides nothing. The
/// difference between a guarded service and this one is the cost of the guard without the resolver.
struct ResolvingSpeech: Service_ExampleService.SimpleServiceProtocol {
  let models: any ModelResolver = CachedModels()

  func stt(
    request: Service_sttInput, context: ServerContext
  ) async throws -> Service_sttResp {
    let model = try await models.model(withID: request.modelID.modelID)
    precondition(model != nil)
    return Service_sttResp()
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp { Service_sttResp() }
}
