import TrainingProtos
import TrainingRuntime

/// A registry whose models are all in memory.
struct CachedModels: ModelResolver {
  /// An identifier in the format that the provider kit creates.
  static let id = "b36e50bc-56ee-46c4-92ed-dba89a8da494"

  private let models = [
    id: ModelDescription(
      id: id, status: .readyToUse, isPublic: true, addressList: [], serviceName: "ExampleService",
      methodName: "stt")
  ]

  func model(withID id: String) async throws -> ModelDescription? { models[id] }
}
