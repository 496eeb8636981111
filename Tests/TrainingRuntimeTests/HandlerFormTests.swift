import Fixture_guide
import GRPCCore
import GRPCInProcessTransport
import SwiftProtobuf
import Testing
import TrainingProtos
import TrainingRuntime

/// Which of a method's forms is called when a service has several.
@Suite struct HandlerFormTests {
  /// The form that has more of the call; simple handlers serve the other methods.
  @Test func theDetailedFormIsCalled() async throws {
    try await withSpeech(MixedSpeech()) { client in
      try await expectEqual(client.stt(.with { $0.modelID.modelID = "ready" }).result, "detailed")
      try await expectEqual(client.basic_stt(Service_basicSttInput()).result, "simple")
    }
  }

  /// What a service does that implements the guard itself, as ``GuardedService`` warns of.
  @Test func theServiceProtocolsFormIsTheGuard() async throws {
    try await withSpeech(UnguardedSpeech()) { client in
      try await expectEqual(client.stt(.with { $0.modelID.modelID = "x" }).result, "unguarded")
    }
  }

  private func withSpeech(
    _ service: some RegistrableRPCService,
    _ body: (Service_ExampleService.Client<InProcessTransport.Client>) async throws -> Void
  ) async throws {
    let transport = InProcessTransport()
    try await withGRPCServer(transport: transport.server, services: [service]) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Service_ExampleService.Client(wrapping: client))
      }
    }
  }
}

/// Implements `stt` in both forms.
private struct MixedSpeech: Service_ExampleService.SimpleGuardedServiceProtocol {
  let models: any ModelResolver = FixedModels()

  func stt(
    request: ServerRequest<Service_sttInput>, model: ModelReference, context: ServerContext
  ) async throws -> ServerResponse<Service_sttResp> {
    ServerResponse(message: .with { $0.result = "detailed" })
  }

  func stt(
    request: Service_sttInput, model: ModelReference, context: ServerContext
  ) async throws -> Service_sttResp { .with { $0.result = "simple" } }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp { .with { $0.result = "simple" } }
}

/// Implements what generated code does for it.
private struct UnguardedSpeech: Service_ExampleService.SimpleGuardedServiceProtocol {
  let models: any ModelResolver = FixedModels()

  func stt(
    request: ServerRequest<Service_sttInput>, context: ServerContext
  ) async throws -> ServerResponse<Service_sttResp> {
    ServerResponse(message: .with { $0.result = "unguarded" })
  }

  func stt(
    request: Service_sttInput, model: ModelReference, context: ServerContext
  ) async throws -> Service_sttResp { .with { $0.result = "simple" } }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  func basic_stt(
    request: Service_basicSttInput, context: ServerContext
  ) async throws -> Service_sttResp { .with { $0.result = "simple" } }
}
