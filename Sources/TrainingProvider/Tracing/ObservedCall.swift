import GRPCCore
import Instrumentation
import Synchronization
import Tracing

/// A call that is being measured. It ends once: with a status, or when nothing refers to it any more
/// because the client has left.
final class ObservedCall: Sendable {
  private let method: MethodDescriptor
  private let metrics: ProviderMetrics
  private let begin = ContinuousClock.now
  private let span: any Span
  private let hasEnded = Mutex(false)

  init(_ method: MethodDescriptor, parent: InstrumentationContext, metrics: ProviderMetrics) {
    self.method = method
    self.metrics = metrics
    span = InstrumentationSystem.tracer.startSpan(
      method.fullyQualifiedMethod, context: parent, ofKind: .server)
    span.attributes["rpc.system"] = "grpc"
    span.attributes["rpc.service"] = method.service.fullyQualifiedService
    span.attributes["rpc.method"] = method.method
  }

  deinit {
    end(.cancelled)
  }

  /// Runs a part of the call in the context of its span. An error ends the call.
  func measuringFailure<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await InstrumentationContext.withValue(span.context) { try await body() }
    } catch {
      end(Self.code(of: error))
      throw error
    }
  }

  func end(_ code: Status.Code) {
    let isFirst = hasEnded.withLock { hasEnded in
      defer { hasEnded = true }
      return !hasEnded
    }
    guard isFirst else { return }
    metrics.callEnds(method, code, after: .now - begin)
    span.attributes["rpc.grpc.status_code"] = code.rawValue
    if [.unknown, .internalError, .unavailable, .dataLoss].contains(code) {
      span.setStatus(SpanStatus(code: .error))
    }
    span.end()
  }

  private static func code(of error: any Error) -> Status.Code {
    switch error {
    case let error as RPCError: Status.Code(error.code)
    case let error as any RPCErrorConvertible: Status.Code(error.rpcErrorCode)
    default: .unknown
    }
  }
}
