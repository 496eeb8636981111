import GRPCCore
import Guide
import TrainingRuntime

/// The guide's service with guards, whose handlers see messages alone.
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

/// The same with handlers that see metadata.
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

/// The same without guards. It has the models all the same: a service without properties is cheaper
/// to call.
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

/// The same without guards again, but the handler looks the model up, and decides nothing: what a
/// guard costs beside the resolver is what it costs beside this.
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
