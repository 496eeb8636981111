public import GRPCCore
public import ServiceLifecycle

/// A gRPC server as a `Service`, to run beside a ``ModelProvider`` in a `ServiceGroup`.
///
/// ```swift
/// let group = ServiceGroup(
///   services: [provider, ServerService(maintenance), ServerService(speech)],
///   gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
/// try await group.run()
/// ```
///
/// A group shuts its services down from the last to the first, so the provider comes before the
/// servers that call it.
public struct ServerService<Transport: ServerTransport>: Service {
  private let server: GRPCServer<Transport>

  public init(_ server: GRPCServer<Transport>) {
    self.server = server
  }

  /// Serves until a graceful shutdown or until the task is cancelled, and ends open calls in peace
  /// either way: a cancelled `serve()` meets a trap in swift-nio while a connection arrives.
  ///
  /// - Throws: the transport's error, e.g. because the port is taken.
  public func run() async throws {
    let serving = Task { try await server.serve() }
    try await withTaskCancellationOrGracefulShutdownHandler {
      try await serving.value
    } onCancelOrGracefulShutdown: {
      server.beginGracefulShutdown()
    }
  }
}
