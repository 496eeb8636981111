import Fixture_shapes
import GRPCCore
import SwiftProtobuf
import Synchronization
import TrainingRuntime

/// Answers like ``ShapesServer``, and sends back what its handlers read from a call's metadata.
struct DetailedShapesServer: Fixtures_Shapes_Shapes.GuardedServiceProtocol {
  let models: any ModelResolver = FixedModels()
  var guardOptions = GuardOptions()

  /// The number of calls that have reached a handler.
  let calls = CallCount()

  func unary(
    request: ServerRequest<Fixtures_Shapes_Single>, model: ModelReference, context: ServerContext
  ) async throws -> ServerResponse<Fixtures_Shapes_Answer> { answer(request, [model.answer]) }

  func noDefault(
    request: ServerRequest<Fixtures_Shapes_Maybe>, model: ModelReference, context: ServerContext
  ) async throws -> ServerResponse<Fixtures_Shapes_Answer> { answer(request, [model.answer]) }

  func oneof(
    request: ServerRequest<Fixtures_Shapes_Chosen>, model: ModelReference?, context: ServerContext
  ) async throws -> ServerResponse<Fixtures_Shapes_Answer> {
    answer(request, [model?.answer ?? "none"])
  }

  func repeated(
    request: ServerRequest<Fixtures_Shapes_Many>, model: [ModelReference], context: ServerContext
  ) async throws -> ServerResponse<Fixtures_Shapes_Answer> { answer(request, model.map(\.answer)) }

  func two(
    request: ServerRequest<Fixtures_Shapes_Pair>, source: ModelReference, target: ModelReference,
    context: ServerContext
  ) async throws -> ServerResponse<Fixtures_Shapes_Answer> {
    answer(request, [source.answer, target.answer])
  }

  func upload(
    request: StreamingServerRequest<Fixtures_Shapes_Single>, model: ModelReference,
    context: ServerContext
  ) async throws -> ServerResponse<Fixtures_Shapes_Answer> {
    let echo = begin(request.metadata, request.caller)
    if let rejection = echo.rejection { return ServerResponse(error: rejection) }
    let count = try await request.messages.reduce(0) { count, _ in count + 1 }
    return echo.response([model.answer, "\(count)"])
  }

  func download(
    request: ServerRequest<Fixtures_Shapes_Single>, model: ModelReference, context: ServerContext
  ) async throws -> StreamingServerResponse<Fixtures_Shapes_Answer> {
    let echo = begin(request.metadata, request.caller)
    if let rejection = echo.rejection { return StreamingServerResponse(error: rejection) }
    return echo.response { try await $0.write(.with { $0.models = [model.answer] }) }
  }

  func both(
    request: StreamingServerRequest<Fixtures_Shapes_Single>, model: ModelReference,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Fixtures_Shapes_Answer> {
    let echo = begin(request.metadata, request.caller)
    if let rejection = echo.rejection { return StreamingServerResponse(error: rejection) }
    return echo.response { writer in
      for try await _ in request.messages {
        try await writer.write(.with { $0.models = [model.answer] })
      }
    }
  }

  func deep(
    request: ServerRequest<Fixtures_Shapes_Nested>, context: ServerContext
  ) async throws -> ServerResponse<Fixtures_Shapes_Answer> { answer(request, []) }

  private func answer(
    _ request: ServerRequest<some Sendable>, _ models: [String]
  ) -> ServerResponse<Fixtures_Shapes_Answer> {
    let echo = begin(request.metadata, request.caller)
    return echo.rejection.map { ServerResponse(error: $0) } ?? echo.response(models)
  }

  private func begin(_ metadata: Metadata, _ caller: Caller) -> MetadataEcho {
    calls.increment()
    return MetadataEcho(metadata, caller)
  }
}

/// Counts calls.
final class CallCount: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  func increment() { count.withLock { $0 += 1 } }
}

/// What a call's metadata contains, and the responses that repeat it.
private struct MetadataEcho {
  let word: String
  let address: String

  /// The error that the call asks for; `nil` if it asks for none.
  let rejection: RPCError?

  init(_ metadata: Metadata, _ caller: Caller) {
    self.word = metadata[stringValues: "word"].first { _ in true } ?? ""
    self.address = caller.address ?? "nobody"
    self.rejection =
      word == "reject"
      ? RPCError(code: .resourceExhausted, message: "come back", metadata: ["after": "7"]) : nil
  }

  private var initial: Metadata { ["word": "\(word)", "caller": "\(address)"] }
  private var trailing: Metadata { ["last-word": "\(word)"] }

  func response(_ models: [String]) -> ServerResponse<Fixtures_Shapes_Answer> {
    ServerResponse(
      message: .with { $0.models = models }, metadata: initial, trailingMetadata: trailing)
  }

  func response(
    _ body: @Sendable @escaping (RPCWriter<Fixtures_Shapes_Answer>) async throws -> Void
  ) -> StreamingServerResponse<Fixtures_Shapes_Answer> {
    StreamingServerResponse(metadata: initial) { writer in
      try await body(writer)
      return trailing
    }
  }
}
