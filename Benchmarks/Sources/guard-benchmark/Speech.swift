import GRPCCore
import Guide
import TrainingRuntime

/// The guide's service with guards.
struct GuardedSpeech: Service_ExampleService.GuardedServiceProtocol {
  let models: any ModelResolver = CachedModels()

  func stt(
    request: Service_sttInput, model: ModelReference, context: ServerContext
  ) async throws -> Service_sttResp { Service_sttResp() }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp { Service_sttResp() }
}

/// The same without. It has the models all the same: a service without properties is cheaper to call.
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

/// The same again, but the handler looks the model up, and decides nothing: what a guard costs beside
/// the resolver is what it costs beside this.
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
