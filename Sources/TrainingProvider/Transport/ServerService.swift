public import GRPCCore
public import ServiceLifecycle

/// A gRPC server as a `Service`, to run beside a ``ModelProvider`` in a `ServiceGroup`.
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
/// A group shuts its services down from the last to the first, so the provider comes before the
/// servers that call it.
public struct ServerService<Transport: ServerTransport>: Service {
  private let server: GRPCServer<Transport>
  private let name: String?

  /// - Parameters:
  ///   - server: the server to run.
  ///   - name: what it serves and where, for the error if it cannot: a transport's own error does
  ///     not tell which of several listeners it is about.
  public init(_ server: GRPCServer<Transport>, name: String? = nil) {
    self.server = server
    self.name = name
  }

  /// Serves until a graceful shutdown or until the task is cancelled, and ends open calls in peace
  /// either way: a cancelled `serve()` meets a trap in swift-nio while a connection arrives.
  ///
  /// - Throws: ``ListenerError``, e.g. because the port is taken; the transport's own error if the
  ///   server has no name.
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
