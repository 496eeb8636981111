public import GRPCCore
import Instrumentation
import Tracing

/// An interceptor that counts calls, measures them, and makes a span for each.
///
/// ```swift
/// let maintenance = GRPCServer(
///   transport: transport, services: [provider.service], interceptors: [CallObserver()])
/// ```
///
/// The span continues the trace whose context is in the call's metadata, if the `InstrumentationSystem`
/// has an instrument that knows the format. It is named after the method and has OpenTelemetry's
/// attributes for calls. Nothing of the request and of the answer is recorded.
///
/// The daemon sends no metadata with the calls of `training.Model`, so their spans begin traces.
public struct CallObserver: ServerInterceptor {
  private let metrics: ProviderMetrics

  /// Creates an interceptor.
  ///
  /// - Parameter metrics: the metrics of the provider, or others for the same backend.
  public init(metrics: ProviderMetrics = ProviderMetrics()) {
    self.metrics = metrics
  }

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let isObserved =
      metrics.instruments.isRecording || !(InstrumentationSystem.instrument is NoOpInstrument)
    guard isObserved else { return try await next(request, context) }
    var parent = InstrumentationContext.topLevel
    InstrumentationSystem.instrument.extract(
      request.metadata, into: &parent, using: MetadataExtractor())
    let call = ObservedCall(context.descriptor, parent: parent, metrics: metrics)
    var response = try await call.measuringFailure { try await next(request, context) }
    switch response.accepted {
    case .failure(let error): call.end(Status.Code(error.code))
    case .success(var contents):
      let producer = contents.producer
      contents.producer = { writer in
        let trailers = try await call.measuringFailure { try await producer(writer) }
        call.end(.ok)
        return trailers
      }
      response.accepted = .success(contents)
    }
    return response
  }
}
