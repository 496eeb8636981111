import Foundation
import GRPCCore
import Synchronization

@testable import TrainingProvider

/// A service with messages of raw bytes, whose calls take as long as a test wants.
final class TestService: RegistrableRPCService {
  /// The gate that calls of ``wait`` wait for.
  let gate = Gate()

  private let state = Mutex(State())

  private struct State {
    var calls = 0
    var failures: [any Error] = []
    var waits: [Bool] = []
  }

  /// How many messages `wait`, `step` and `count` have received.
  var messages: Int { state.withLock(\.calls) }

  /// The errors of the request sequences of `count`.
  var failures: [any Error] { state.withLock(\.failures) }

  /// When calls of `step` began (`true`) and ended to wait for their turn.
  var waits: [Bool] { state.withLock(\.waits) }

  /// Answers with an empty message when the client has ended its side.
  static let echo = "/Test/echo"
  /// Answers with its first message when the gate is open.
  static let wait = "/Test/wait"
  /// Waits for the gate at each message, until the client ends its side.
  static let step = "/Test/step"
  /// Receives messages until the client ends its side.
  static let count = "/Test/count"

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    register("echo", with: &router) { request in
      for try await _ in request.messages {}
    }
    register("wait", with: &router) { [self] request in
      for try await _ in request.messages {
        state.withLock { $0.calls += 1 }
        try await gate.pass()
        return
      }
    }
    register("step", with: &router) { [self] request in
      PacedCall.current?.observeTurns { isWaiting in
        self.state.withLock { $0.waits.append(isWaiting) }
      }
      for try await _ in request.messages {
        state.withLock { $0.calls += 1 }
        try await gate.pass()
      }
    }
    register("count", with: &router) { [self] request in
      do {
        for try await _ in request.messages { state.withLock { $0.calls += 1 } }
      } catch {
        state.withLock { $0.failures.append(error) }
        throw error
      }
    }
  }

  private func register<Transport: ServerTransport>(
    _ name: String, with router: inout RPCRouter<Transport>,
    _ body: @escaping @Sendable (StreamingServerRequest<Data>) async throws -> Void
  ) {
    router.registerHandler(
      forMethod: Self.method(name), deserializer: Bytes(), serializer: Bytes()
    ) { request, _ in
      try await body(request)
      return StreamingServerResponse { writer in
        try await writer.write(Data())
        return [:]
      }
    }
  }

  static func method(_ name: String) -> MethodDescriptor {
    MethodDescriptor(service: ServiceDescriptor(fullyQualifiedService: "Test"), method: name)
  }

  /// Paces the calls of some methods.
  static func pacing(
    _ names: String..., maxBytes: Int = 16 << 20, maxTurn: Duration = .seconds(60),
    maxEagerCalls: Int = 0
  ) -> PacedCalls {
    PacedCalls(
      Set(names.map(method)), maxBytes: maxBytes, maxTurn: maxTurn, maxEagerCalls: maxEagerCalls)
  }

  /// Messages are raw bytes.
  struct Bytes: MessageSerializer, MessageDeserializer {
    func serialize<Bytes: GRPCContiguousBytes>(_ message: Data) throws -> Bytes { Bytes(message) }

    func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Data {
      bytes.withUnsafeBytes { Data($0) }
    }
  }
}
