import Foundation
import GRPCCore
import ProtoWire
import TestSupport
import Testing
import TrainingManifest
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// How far calls are read ahead of their handlers.
@Suite struct PacingTests {
  private static let limits = TransportLimits(windowBytes: 64 << 10)
  private static let messages = [Data](repeating: Data(count: 160_000), count: 20)

  /// While a handler deals with a message, the client can send two windows more.
  @Test func clientsSendNoMoreThanHandlersDealWith() async throws {
    try await ServerUnderTest.run(Self.limits, pacing: TestService.pacing("step")) { test in
      let call = try Self.call(TestService.step, of: test)
      try await call.sendUntilHeldBack()
      #expect(test.service.messages == 1)
      #expect((160_000...300_000).contains(call.sentBytes))
      test.service.gate.open()
      try await call.sendAll()
      #expect(test.service.messages == 20)
    }
  }

  /// Few calls are read one message further.
  @Test func aMessageArrivesWhileAnotherIsDealtWith() async throws {
    let paced = TestService.pacing("step", maxEagerCalls: 1)
    try await ServerUnderTest.run(Self.limits, pacing: paced) { test in
      let call = try Self.call(TestService.step, of: test)
      try await call.sendUntilHeldBack()
      #expect(test.service.messages == 1)
      #expect((320_000...460_000).contains(call.sentBytes))
      test.service.gate.open()
      try await call.sendAll()
      #expect(test.service.messages == 20)
    }
  }

  /// The transport by itself reads ten messages ahead.
  @Test func otherCallsAreReadAhead() async throws {
    try await ServerUnderTest.run(Self.limits) { test in
      let call = try Self.call(TestService.step, of: test)
      try await call.sendUntilHeldBack()
      #expect(test.service.messages == 1)
      #expect(call.sentBytes > 1_600_000)
      test.service.gate.open()
      try await call.sendAll()
    }
  }

  /// With the number of another call, a client could make the server read more of that, and nothing
  /// more of its own.
  @Test func clientsCannotChooseTheNumber() async throws {
    let paced = TestService.pacing("step", "count")
    try await ServerUnderTest.run(Self.limits, pacing: paced) { test in
      let call = try Self.call(TestService.step, of: test)
      try await call.sendUntilHeldBack()
      let sentBytes = call.sentBytes
      let forged = try Self.call(TestService.count, of: test, with: [(PacedCalls.header, "1")])
      try await forged.sendAll()
      try await call.sendUntilHeldBack()
      #expect(call.sentBytes == sentBytes)
      test.service.gate.open()
      try await call.sendAll()
    }
  }

  /// Uploads on the maintenance listener are paced, with any interceptors.
  @Test func uploadsArePaced() async throws {
    let gated = GatedUploads()
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(
        in: directory, limits: Self.limits, interceptors: [gated]
      ) { served in
        let id = try await served.withClient(of: .maintenance) { client in
          try await Training_Model.Client(wrapping: client).create_model(Self.newModel).modelID
        }
        let batches = Batches.python(id, Data(count: 1_000_000), size: 100_000)
        let call = try EagerCall(
          "/training.Model/upload_and_validate", port: served.port(of: .maintenance),
          messages: batches.map { try $0.serializedData() })
        try await call.sendUntilHeldBack()
        // One batch is read ahead.
        #expect((200_000...400_000).contains(call.sentBytes))
        gated.gate.open()
        try await call.sendAll()
      }
    }
    #expect(!gated.metadata.value.contains { $0.key == PacedCalls.header })
  }

  private static func call(
    _ path: String, of test: ServerUnderTest, with headers: [(String, String)] = []
  ) throws -> EagerCall {
    try EagerCall(path, port: test.port, with: headers, messages: messages)
  }

  private static var newModel: Training_NewModel {
    var request = Training_NewModel()
    request.name = "m"
    request.grpcServiceName = TestMethods.stt.serviceName
    request.grpcMethodName = TestMethods.stt.methodName
    return request
  }
}

/// Keeps uploads from their handler until a gate opens.
private struct GatedUploads: ServerInterceptor {
  let gate = Gate()
  let metadata = Shared<Metadata>([:])

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    if context.descriptor.method == "upload_and_validate" {
      metadata.change { $0 = request.metadata }
      try await gate.pass()
    }
    return try await next(request, context)
  }
}
