import Fixture_shapes
import GRPCCore
import Testing
import TrainingProtos
import TrainingRuntime

/// What handlers learn about the model of a call.
@Suite struct ModelReferenceTests {
  @Test func versionsAreThoseOfTheResolver() async throws {
    let method = try #require(Fixtures_Shapes_Shapes.Training.methods.first)
    let modelGuard = ModelGuard(
      method, models: FixedModels(), options: GuardOptions(), metadata: [:])
    let (ready, open) = (modelID("ready"), modelID("public"))
    #expect(try await modelGuard.resolve(OneModel(ready, field: "model_id")).version == "ready/1")
    let (first, others) = try await modelGuard.resolve(
      OneModel(ready, field: "a"), EachModel([open, ready], field: "b"))
    #expect(first.version == "ready/1")
    #expect(others.map(\.version) == ["public/1", "ready/1"])
  }

  private func modelID(_ id: String) -> Training_ModelID {
    var message = Training_ModelID()
    message.modelID = id
    return message
  }
}
