import Fixture_guide
import GRPCCore
import GRPCInProcessTransport
import SwiftProtobuf
import Testing
import TrainingProtos
import TrainingRuntime

/// Which handler gets a call if a service implements a method in several forms.
@Suite struct HandlerFormTests {
  /// A detailed handler takes precedence over a simple one. Methods without a detailed handler use
  /// their simple one.
  @Test func theDetailedFormIsCalled() async throws {
    try await withSpeech(MixedSpeech()) { client in
      try await expectEqual(client.stt(.with { $0.modelID.modelID = "ready" }).result, "detailed")
      try await expectEqual(client.basic_stt(Service_basicSttInput()).result, "simple")
    }
  }

  /// A service that replaces the guard of a method answers unchecked calls, as ``GuardedService``
  /// warns.
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

/// Replaces the guard of `stt`, which generated code implements.
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
