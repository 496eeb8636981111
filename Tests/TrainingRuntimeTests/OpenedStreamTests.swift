import Fixture_shapes
import GRPCCore
import SwiftProtobuf
import Testing
import TrainingProtos
import TrainingRuntime

/// Streams of requests after a guard has read their first message.
@Suite struct OpenedStreamTests {
  /// A handler that continues to read after the error gets no more messages, because they could be
  /// for another model.
  @Test func theStreamEndsWithTheError() async throws {
    let (request, model) = try await open(["ready", "", "public", "ready"])
    #expect(model.id == "ready")
    #expect(request.metadata.text("word") == "hello")
    var messages = request.messages.makeAsyncIterator()
    #expect(try await messages.next()?.modelID.modelID == "ready")
    #expect(try await messages.next()?.modelID.modelID == "")
    await #expect(throws: ModelGuardError.self) { try await messages.next() }
    #expect(try await messages.next() == nil)
  }

  @Test func theStreamEndsWithItsLastMessage() async throws {
    let (request, _) = try await open(["ready", "ready"])
    #expect(try await request.messages.reduce(0) { count, _ in count + 1 } == 2)
  }

  private func open(
    _ ids: [String]
  ) async throws -> (StreamingServerRequest<Fixtures_Shapes_Single>, ModelReference) {
    let (stream, continuation) = AsyncThrowingStream.makeStream(
      of: Fixtures_Shapes_Single.self, throwing: (any Error).self)
    for id in ids { continuation.yield(.with { $0.modelID.modelID = id }) }
    continuation.finish()
    let request = StreamingServerRequest(
      metadata: ["word": "hello"], messages: RPCAsyncSequence(wrapping: stream))
    let modelGuard = ModelGuard(
      Fixtures_Shapes_Shapes.Training.both, models: FixedModels(), options: GuardOptions(),
      metadata: request.metadata)
    return try await modelGuard.open(request) { OneModel($0.modelID, field: "model_id") }
  }
}
