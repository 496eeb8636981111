import Foundation
import GRPCCore
import GRPCInProcessTransport
import TrainingProtos
import TrainingRuntime

/// Answers with the model that the guard resolved.
struct Speech: Service_ExampleService.SimpleGuardedServiceProtocol {
  let models: any ModelResolver

  func stt(
    request: Service_sttInput, model: ModelReference, context: ServerContext
  ) async throws -> Service_sttResp {
    var response = Service_sttResp()
    response.result = "\(model.id) heard \(request.speech.count) bytes"
    return response
  }

  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp {
    Service_sttResp()
  }
}

/// One model that is ready to use.
struct OneModel: ModelResolver {
  func model(withID id: String) async throws -> ModelDescription? {
    guard id == "mine" else { return nil }
    return ModelDescription(id: id, status: .readyToUse, isPublic: true, addressList: [])
  }
}

@main
struct Handler {
  static func main() async throws {
    let transport = InProcessTransport()
    let speech = Speech(models: OneModel())
    try await withGRPCServer(transport: transport.server, services: [speech]) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        for model in ["", "mine", "unknown"] { print(await answer(client, model)) }
      }
    }
  }

  private static func answer(
    _ client: GRPCClient<InProcessTransport.Client>, _ model: String
  ) async -> String {
    var request = Service_sttInput()
    request.speech = Data([1, 2, 3])
    if !model.isEmpty { request.modelID.modelID = model }
    do {
      return try await Service_ExampleService.Client(wrapping: client).stt(request).result
    } catch let error as RPCError {
      return "\(error.code)"
    } catch {
      return "\(error)"
    }
  }
}
