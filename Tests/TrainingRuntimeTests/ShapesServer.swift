import Fixture_shapes
import GRPCCore
import GRPCInProcessTransport
import GRPCProtobuf
import SwiftProtobuf
import Testing
import TrainingManifest
import TrainingProtos
import TrainingRuntime

/// Answers each call with the models that its handler receives.
struct ShapesServer: Fixtures_Shapes_Shapes.SimpleGuardedServiceProtocol {
  let models: any ModelResolver = FixedModels()
  var guardOptions = GuardOptions()

  func unary(
    request: Fixtures_Shapes_Single, model: ModelReference, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { answer(model) }

  func noDefault(
    request: Fixtures_Shapes_Maybe, model: ModelReference, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { answer(model) }

  func oneof(
    request: Fixtures_Shapes_Chosen, model: ModelReference?, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer {
    guard let model else { return .with { $0.models = ["none"] } }
    return answer(model)
  }

  func repeated(
    request: Fixtures_Shapes_Many, model: [ModelReference], context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { .with { $0.models = model.map(\.id) } }

  func two(
    request: Fixtures_Shapes_Pair, source: ModelReference, target: ModelReference,
    context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { .with { $0.models = [source.id, target.id] } }

  func upload(
    request: RPCAsyncSequence<Fixtures_Shapes_Single, any Error>, model: ModelReference,
    context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer {
    let count = try await request.reduce(0) { count, _ in count + 1 }
    return .with { $0.models = [model.answer, "\(count)"] }
  }

  func download(
    request: Fixtures_Shapes_Single, model: ModelReference,
    response: RPCWriter<Fixtures_Shapes_Answer>, context: ServerContext
  ) async throws { try await response.write(answer(model)) }

  func both(
    request: RPCAsyncSequence<Fixtures_Shapes_Single, any Error>, model: ModelReference,
    response: RPCWriter<Fixtures_Shapes_Answer>, context: ServerContext
  ) async throws {
    for try await _ in request { try await response.write(answer(model)) }
  }

  func deep(
    request: Fixtures_Shapes_Nested, context: ServerContext
  ) async throws -> Fixtures_Shapes_Answer { Fixtures_Shapes_Answer() }

  private func answer(_ model: ModelReference) -> Fixtures_Shapes_Answer {
    .with { $0.models = [model.answer] }
  }
}

extension ModelReference {
  /// How the servers refer to a model in their answers.
  var answer: String { origin == .trained ? id : "default \(id)" }
}

/// Resolves a fixed set of identifiers.
struct FixedModels: ModelResolver {
  struct Failure: Error {}

  func model(withID id: String) async throws -> ModelDescription? {
    switch id {
    case "ready", "public": description(id, .readyToUse)
    case "private": description(id, .readyToUse, addresses: ["0xAbCdEf"])
    case "training": description(id, .training)
    case "deleted": description(id, .deleted)
    case "elsewhere":
      ModelDescription(
        id: id, status: .readyToUse, isPublic: true, addressList: [], serviceName: "Another")
    case "fail": throw Failure()
    default: nil
    }
  }

  private func description(
    _ id: String, _ status: Training_Status, addresses: [String] = []
  ) -> ModelDescription {
    ModelDescription(
      id: id, status: status, isPublic: addresses.isEmpty, addressList: addresses,
      version: "\(id)/1")
  }
}

/// The ways to guard a service. All of them have to make the same decisions.
enum Guarding: CaseIterable {
  case simple, detailed, interceptor

  /// The service that answers calls, and the interceptors that run before it.
  func server(
    _ options: GuardOptions
  ) -> (any RegistrableRPCService, [any ServerInterceptor]) {
    switch self {
    case .simple:
      return (ShapesServer(guardOptions: options), [])
    case .detailed:
      return (DetailedShapesServer(guardOptions: options), [])
    case .interceptor:
      let interceptor = ModelGuardInterceptor(
        .fixtures_shapes_shapes, models: FixedModels(), options: options)
      return (PlainShapesServer(), [interceptor])
    }
  }
}

/// Starts a server that is guarded as `guarding` says, and runs `body` with a client of it.
func withShapes(
  _ guarding: Guarding, options: GuardOptions = GuardOptions(),
  _ body: (Fixtures_Shapes_Shapes.Client<InProcessTransport.Client>) async throws -> Void
) async throws {
  let (service, interceptors) = guarding.server(options)
  try await withShapes(service, interceptors: interceptors, body)
}

/// Starts a server for `service`, and runs `body` with a client of it.
func withShapes(
  _ service: any RegistrableRPCService, interceptors: [any ServerInterceptor] = [],
  _ body: (Fixtures_Shapes_Shapes.Client<InProcessTransport.Client>) async throws -> Void
) async throws {
  let transport = InProcessTransport()
  try await withGRPCServer(
    transport: transport.server, services: [service], interceptors: interceptors
  ) { _ in
    try await withGRPCClient(transport: transport.client) { client in
      try await body(Fixtures_Shapes_Shapes.Client(wrapping: client))
    }
  }
}

/// The status that a call fails with; `nil` if the call succeeds or its status can't be read.
func status(_ call: () async throws -> Void) async -> GoogleRPCStatus? {
  do {
    try await call()
    return nil
  } catch let error as RPCError {
    return (try? error.unpackGoogleRPCStatus()) ?? nil
  } catch {
    return nil
  }
}

extension GoogleRPCStatus {
  /// The first field that the details report as invalid.
  var badField: String? { badFields.first }

  /// The fields that the details report as invalid, in order.
  var badFields: [String] { details.compactMap(\.badRequest).first?.violations.map(\.field) ?? [] }

  /// The reason that the details give.
  var reason: String? { details.compactMap(\.errorInfo).first?.reason }
}

/// Expects the result of a call to equal `expected`.
func expectEqual<Value: Equatable>(
  _ value: Value, _ expected: Value, at location: SourceLocation = #_sourceLocation
) {
  #expect(value == expected, sourceLocation: location)
}
