import GRPCCore
import GRPCInProcessTransport
import Guide
import SwiftProtobuf
import TrainingManifest
import TrainingProtos
import TrainingRuntime

/// A way to serve a method. All cases serve the same one.
enum ServiceUnderTest: String, CaseIterable {
  case plain = "without guards"
  case resolving = "without guards, the handler looks the model up"
  case guarded = "generated guards, simple handlers"
  case detailed = "generated guards, detailed handlers"
  case passing = "an interceptor that does nothing"
  case intercepted = "`ModelGuardInterceptor`"

  typealias Client = Service_ExampleService.Client<InProcessTransport.Client>

  /// Serves all `services` at the same time, each over its own transport, and passes their clients
  /// to `body`.
  static func serve(
    _ services: ArraySlice<ServiceUnderTest>, to clients: [Client] = [],
    _ body: ([Client]) async throws -> Void
  ) async throws {
    guard let service = services.first else { return try await body(clients) }
    let transport = InProcessTransport()
    try await withGRPCServer(
      transport: transport.server, services: [service.implementation],
      interceptors: service.interceptors
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await serve(services.dropFirst(), to: clients + [Client(wrapping: client)], body)
      }
    }
  }

  private var implementation: any RegistrableRPCService {
    switch self {
    case .plain, .passing, .intercepted: PlainSpeech()
    case .resolving: ResolvingSpeech()
    case .guarded: GuardedSpeech()
    case .detailed: DetailedSpeech()
    }
  }

  private var interceptors: [any ServerInterceptor] {
    switch self {
    case .passing: [PassingInterceptor()]
    case .intercepted: [ModelGuardInterceptor(Manifest.service_service, models: CachedModels())]
    case .plain, .resolving, .guarded, .detailed: []
    }
  }
}

/// An interceptor that only calls the handler. It shows what any interceptor costs in gRPC.
private struct PassingInterceptor: ServerInterceptor {
  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> { try await next(request, context) }
}
