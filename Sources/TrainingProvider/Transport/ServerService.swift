public import GRPCCore
public import ServiceLifecycle

/// A gRPC server as a `Service` that runs beside a ``ModelProvider`` in a `ServiceGroup`.
///
/// ```swift
/// let group = ServiceGroup(
///   services: [
///     provider,
///     ServerService(maintenance, name: "training.Model on 127.0.0.1:5002"),
///     ServerService(speech, name: "ExampleService on 127.0.0.1:5001"),
///   ],
///   gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
/// try await group.run()
/// ```
///
/// A group shuts its services down from last to first, so list the provider before the servers that
/// call it.
public struct ServerService<Transport: ServerTransport>: Service {
  private let server: GRPCServer<Transport>
  private let name: String?

  /// Creates a service from a server.
  ///
  /// - Parameters:
  ///   - server: the server to run.
  ///   - name: the service and the address, for ``ListenerError``. The transport's own error
  ///     doesn't say which of several listeners failed.
  public init(_ server: GRPCServer<Transport>, name: String? = nil) {
    self.server = server
    self.name = name
  }

  /// Serves until a graceful shutdown or until the task is cancelled. Either way the server shuts
  /// down gracefully: swift-nio traps if `serve()` is cancelled while a connection arrives.
  ///
  /// - Throws: ``ListenerError``, for example if the port is in use; the transport's own error if
  ///   the service has no name.
  public func run() async throws {
    let serving = Task { try await server.serve() }
    try await withTaskCancellationOrGracefulShutdownHandler {
      try await outcome(of: serving)
    } onCancelOrGracefulShutdown: {
      server.beginGracefulShutdown()
    }
  }

  private func outcome(of serving: Task<Void, any Error>) async throws {
    do {
      try await serving.value
    } catch let error as RuntimeError where error.code == .transportError {
      guard let name else { throw error }
      throw ListenerError(name: name, cause: error.cause ?? error)
    }
  }
}
