import GRPCCore
import Guide
import TrainingProtos
import TrainingRuntime

/// The work of generated code before it calls a handler, without the call itself.
enum GuardAlone {
  private static let service = GuardedSpeech()
  private static let metadata: Metadata = [
    "user-agent": "grpc-go/1.70.0",
    "snet-user-address": "0x2546bcd3c84621e976d8185a91a922ae77ecec30",
  ]
  private static let request = Service_sttInput.with { $0.modelID.modelID = CachedModels.id }

  static func resolve() async throws {
    let modelGuard = ModelGuard(
      Service_ExampleService.Training.stt, for: service, metadata: metadata)
    let model = try await modelGuard.resolve(OneModel(request.modelID, field: "model_id"))
    precondition(model.origin == .trained)
  }

  static func lookUp() async throws {
    let model = try await service.models.model(withID: request.modelID.modelID)
    precondition(model != nil)
  }
}
