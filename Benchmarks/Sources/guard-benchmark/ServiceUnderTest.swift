import GRPCCore
import GRPCInProcessTransport
import Guide
import SwiftProtobuf
import TrainingManifest
import TrainingProtos
import TrainingRuntime

/// A way to serve the same method.
enum ServiceUnderTest: String, CaseIterable {
  case plain = "without guards"
  case resolving = "without guards, the handler looks the model up"
  case guarded = "generated guards"
  case intercepted = "interceptor"

  typealias Client = Service_ExampleService.Client<InProcessTransport.Client>

  /// Serves all of `services` at once, each over a transport of its own.
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
    case .plain, .intercepted: PlainSpeech()
    case .resolving: ResolvingSpeech()
    case .guarded: GuardedSpeech()
    }
  }

  private var interceptors: [any ServerInterceptor] {
    guard self == .intercepted else { return [] }
    return [ModelGuardInterceptor(Manifest.service_service, models: CachedModels())]
  }
}
