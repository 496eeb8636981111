import Fixture_shapes
import GRPCCore
import SwiftProtobuf
import Testing
import TrainingRuntime

/// Answers like ``ShapesServer``, but has no generated guards. An interceptor finds the models.
struct PlainShapesServer: Fixtures_Shapes_Shapes.SimpleServiceProtocol {
  func unary(
    request: Fixtures_Shapes_Single, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { try answer(["model_id"]) }

  func noDefault(
    request: Fixtures_Shapes_Maybe, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { try answer(["model_id"]) }

  func oneof(
    request: Fixtures_Shapes_Chosen, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer {
    let models = try #require(GuardedModels.current)
    return models["model_id"].isEmpty ? .with { $0.models = ["none"] } : try answer(["model_id"])
  }

  func repeated(
    request: Fixtures_Shapes_Many, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { try answer(["models"]) }

  func two(
    request: Fixtures_Shapes_Pair, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { try answer(["source_id", "target_id"]) }

  func upload(
    request: RPCAsyncSequence<Fixtures_Shapes_Single, any Error>, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer {
    let count = try await request.reduce(0) { count, _ in count + 1 }
    var reply = try answer(["model_id"])
    reply.models.append("\(count)")
    return reply
  }

  func download(
    request: Fixtures_Shapes_Single, response: RPCWriter<Fixtures_Shapes_Answer>,
    context: ServerContext
  ) async throws { try await response.write(answer(["model_id"])) }

  func both(
    request: RPCAsyncSequence<Fixtures_Shapes_Single, any Error>,
    response: RPCWriter<Fixtures_Shapes_Answer>, context: ServerContext
  ) async throws {
    for try await _ in request { try await response.write(answer(["model_id"])) }
  }

  func deep(
    request: Fixtures_Shapes_Nested, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer {
    #expect(GuardedModels.current == nil)
    return Fixtures_Shapes_Answer()
  }

  private func answer(_ fields: [String]) throws -> Fixtures_Shapes_Answer {
    let models = try #require(GuardedModels.current)
    return .with { $0.models = fields.flatMap { models[$0] }.map(\.answer) }
  }
}
