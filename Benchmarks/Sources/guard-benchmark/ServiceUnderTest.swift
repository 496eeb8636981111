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
  case guarded = "generated guards"
  case intercepted = "interceptor"

  /// Calls the method many times, one call after the other.
  func sample(calls: Int) async throws -> Sample {
    let transport = InProcessTransport()
    return try await withGRPCServer(
      transport: transport.server, services: [service], interceptors: interceptors
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        let client = Service_ExampleService.Client(wrapping: client)
        let request = Service_sttInput.with { $0.modelID.modelID = CachedModels.id }
        _ = try await client.stt(request)
        return try await Sample.take(calls: calls) { _ = try await client.stt(request) }
      }
    }
  }

  private var service: any RegistrableRPCService {
    self == .guarded ? GuardedSpeech() : PlainSpeech()
  }

  private var interceptors: [any ServerInterceptor] {
    guard self == .intercepted else { return [] }
    return [ModelGuardInterceptor(Manifest.service_service, models: CachedModels())]
  }
}
