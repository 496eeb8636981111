public import GRPCCore
public import ServiceLifecycle

/// A gRPC server as a `Service` that runs beside a ``ModelProvider`` in a `ServiceGroup`. It is for
/// servers that need more than a ``ProviderServer`` offers, for example another transport.
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
  private let maxShutdownTime: Duration?
  private let executor: (any TaskExecutor)?

  /// How long calls may take to end after they were cancelled.
  private static var cancellationGrace: Duration { .seconds(1) }

  /// Creates a service from a server.
  ///
  /// - Parameters:
  ///   - server: the server to run.
  ///   - name: the service and the address, for ``ListenerError``. The transport's own error
  ///     doesn't say which of several listeners failed.
  public init(_ server: GRPCServer<Transport>, name: String? = nil) {
    self.init(server, name: name, maxShutdownTime: nil, executor: nil)
  }

  /// - Parameters:
  ///   - maxShutdownTime: how long after the begin of a shutdown the tasks of calls are cancelled,
  ///     because their connections must be closed by then. Tasks that ignore that are abandoned.
  ///     `nil` to wait for them for as long as it takes.
  ///   - executor: runs the calls; `nil` for Swift's cooperative pool.
  init(
    _ server: GRPCServer<Transport>, name: String?, maxShutdownTime: Duration?,
    executor: (any TaskExecutor)?
  ) {
    self.server = server
    self.name = name
    self.maxShutdownTime = maxShutdownTime
    self.executor = executor
  }

  /// Serves until a graceful shutdown or until the task is cancelled. Either way the server shuts
  /// down gracefully: swift-nio traps if `serve()` is cancelled while a connection arrives.
  ///
  /// - Throws: ``ListenerError``, for example if the port is in use; the transport's own error if
  ///   the service has no name.
  public func run() async throws {
    // The tasks of connections and calls are descendants of this one, and prefer its executor too.
    let serving = Task(executorPreference: executor) { try await server.serve() }
    let end = Promise<Void>()
    Task { end.resolve(await serving.result) }
    try await withTaskCancellationOrGracefulShutdownHandler {
      // A task of its own, because a cancellation must not end the wait.
      try await outcome(of: Task { try await end.value })
    } onCancelOrGracefulShutdown: { [server, maxShutdownTime] in
      server.beginGracefulShutdown()
      guard let maxShutdownTime else { return }
      Task {
        try? await Task.sleep(for: maxShutdownTime)
        serving.cancel()
        try? await Task.sleep(for: Self.cancellationGrace)
        end.resolve(.success(()))
      }
    }
  }

  private func outcome(of serving: Task<Void, any Error>) async throws {
    do {
      try await serving.value
    } catch let error as RuntimeError where error.code == .serverIsStopped {
      // The shutdown began before the server did.
    } catch let error as RuntimeError where error.code == .transportError {
      guard let name else { throw error }
      throw ListenerError(name: name, cause: error.cause ?? error)
    }
  }
}
