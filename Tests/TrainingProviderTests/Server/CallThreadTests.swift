import Foundation
import GRPCCore
import NIOPosix
import TestSupport
import Testing
import TrainingManifest
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

@Suite struct CallThreadTests {
  /// The calls of `training.Model` run on the thread of their connection. The provider's own service
  /// may compute, which must not keep connections waiting.
  @Test func onlyCallsOfTheMaintenanceListenerRunOnAnEventLoop() async throws {
    let threads = ThreadObserver()
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory, interceptors: [threads]) { served in
        try await served.withClient(of: .service) { client in
          _ = try await client.unary(
            request: ClientRequest(message: Data()), descriptor: TestService.method("echo"),
            serializer: TestService.Bytes(), deserializer: TestService.Bytes(),
            options: .defaults
          ) { try $0.message }
        }
        try await served.withClient(of: .maintenance) { client in
          // Reading and changing models happens on other threads, but calls go on where they began.
          let model = Training_Model.Client(wrapping: client)
          var request = Training_NewModel()
          request.name = "m"
          request.grpcServiceName = TestMethods.stt.serviceName
          request.grpcMethodName = TestMethods.stt.methodName
          _ = try await model.create_model(request)
        }
      }
    }
    #expect(threads.calls.value == ["echo": [false, false], "create_model": [true, true]])
  }
}

/// Records whether calls begin and end on the thread of an event loop.
private struct ThreadObserver: ServerInterceptor {
  let calls = Shared<[String: [Bool]]>([:])

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let method = context.descriptor.method
    record(method)
    defer { record(method) }
    return try await next(request, context)
  }

  private func record(_ method: String) {
    let isOnLoop = MultiThreadedEventLoopGroup.currentEventLoop != nil
    calls.change { $0[method, default: []].append(isOnLoop) }
  }
}
