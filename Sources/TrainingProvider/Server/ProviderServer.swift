public import Foundation
public import GRPCCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import TrainingRuntime
public import UnixSignals

/// A provider's whole server: your service on one listener, and `training.Model` on another.
///
/// ```swift
/// let provider = try await ModelProvider(
///   dataDirectory: URL(filePath: "/var/lib/speech"),
///   methods: Service_ExampleService.Training.methods, trainer: SpeechTrainer())
/// let server = try await ProviderServer(
///   provider: provider, services: [Speech(models: provider.models)],
///   service: .init(port: 5001), maintenance: .init(port: 5002), serviceID: "speech")
/// try await server.run()
/// ```
///
/// The calls of `training.Model` run on the thread of their connections, because a change of threads
/// takes more processor time than most of their answers. The provider does everything that blocks or
/// computes on other threads. The calls of your own services run on Swift's cooperative pool:
/// <doc:ServingInference>.
///
/// Both listeners also answer health checks and reflection: <doc:RunningAServer>. Their calls and
/// connections are counted and traced: <doc:Observing>.
public final class ProviderServer: Service {
  private let provider: ModelProvider
  private let listeners: Listeners
  private let health: HealthTable
  private let background: [any Service]
  private let signals: [UnixSignal]
  private let openFiles: UInt64
  private let connections: Int
  private let logger: Logger
  private let listening: EventLoopPromise<Endpoints?>

  /// Creates a server, and reads its certificates and descriptors.
  ///
  /// - Parameters:
  ///   - provider: answers the calls of `training.Model`. The server runs it.
  ///   - services: your own services.
  ///   - service: where your own services are served: the daemon's `service_endpoint`.
  ///   - maintenance: where `training.Model` is served: the daemon's `model_maintenance_endpoint`.
  ///     Anyone who can connect can train and delete all models.
  ///   - serviceID: the service's identifier in the marketplace, which the daemon's heartbeat asks
  ///     for the health of.
  ///   - descriptorSet: the file that `protoc --include_imports --descriptor_set_out` has written
  ///     for your services. Without it, reflection lists your services but can't describe them.
  ///   - interceptors: interceptors for all calls on both listeners, inside a ``CallObserver``. They
  ///     must not block or compute, because all calls of `training.Model` share one thread with their
  ///     connections.
  ///   - background: further services to run. They shut down after the listeners.
  ///   - signals: the signals that shut the server down. Pass none if the server runs in a
  ///     `ServiceGroup` that has its own.
  ///   - logger: receives the addresses, replaced certificates and warnings.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``, for example if a
  ///   certificate has expired.
  public init(
    provider: ModelProvider, services: [any RegistrableRPCService], service: Listener,
    maintenance: Listener, serviceID: String? = nil, descriptorSet: URL? = nil,
    interceptors: [any ServerInterceptor] = [], background: [any Service] = [],
    signals: [UnixSignal] = [.sigterm, .sigint],
    logger: Logger = Logger(label: "training.server")
  ) async throws {
    let names = ServedMethods.names(of: services)
    let model = Training_Model.descriptor.fullyQualifiedService
    guard !names.contains(model) else {
      throw ProviderError(
        .invalidConfiguration,
        "\(model) must not be one of the services, because whoever can call these could train and "
          + "delete all models: the server serves it on the maintenance listener")
    }
    let health = HealthTable(names + [model] + (serviceID.map { [$0] } ?? []))
    // Reading files blocks.
    listeners = try await WorkPool("start", threads: 1, maxWaiting: 0).run {
      let index = try ServedDescriptors.index(with: descriptorSet, describing: names)
      let common = ServedMethods(
        health: health, descriptors: index, interceptors: [CallObserver()] + interceptors)
      let pacedCalls = PacedCalls([Training_Model.Method.upload_and_validate.descriptor])
      return Listeners(
        service: try ListenerServer(
          service, limits: TransportLimits(),
          name: names.isEmpty ? "service" : names.joined(separator: ", "),
          metrics: ConnectionMetrics(listener: "service"), router: common.router(with: services),
          logger: logger),
        maintenance: try ListenerServer(
          maintenance, limits: .maintenance, name: model,
          metrics: ConnectionMetrics(listener: "maintenance"),
          router: common.router(with: [provider.service], pacing: pacedCalls), pacing: pacedCalls,
          on: MultiThreadedEventLoopGroup.singleton.any(), logger: logger))
    }
    connections = listeners.maxConnections
    openFiles = UInt64(connections) + provider.service.limits.openFiles
    self.provider = provider
    self.health = health
    self.background = background
    self.signals = signals
    self.logger = logger
    // The last one, because a promise must not be abandoned.
    listening = MultiThreadedEventLoopGroup.singleton.any().makePromise()
    if !maintenance.isLoopback, maintenance.tls?.clientAuthority == nil {
      logger.warning(
        """
        anyone who can connect to \(maintenance) can train and delete all models: let only the \
        daemon reach it
        """)
    }
  }

  deinit {
    listening.succeed(nil)
  }

  /// Where the server listens, as soon as ``run()`` does; `nil` if it can't listen or has ended.
  public var endpoints: Endpoints? {
    get async { try? await listening.futureResult.get() }
  }

  /// Serves until a signal, a graceful shutdown or the cancellation of the task.
  ///
  /// A graceful shutdown has these steps:
  /// 1. The health becomes NOT_SERVING.
  /// 2. Both listeners refuse new connections and calls. Open calls go on for up to
  ///    ``TransportLimits/maxGraceTime``; uploads end with that, or their models become ERRORED.
  /// 3. The services in `background` shut down, the last one first.
  /// 4. The provider stops its jobs. The next start resumes them.
  ///
  /// - Throws: ``ListenerError``, for example if a port is in use; errors of services in
  ///   `background`. The server shuts down gracefully before.
  public func run() async throws {
    OpenFileLimit.raise(to: openFiles, connections: connections, logger: logger)
    let announcing = Task { await announce() }
    defer {
      announcing.cancel()
      listening.succeed(nil)
    }
    // A group shuts its services down from last to first.
    let services: [any Service] =
      [provider] + background.map(LastingService.init) + listeners.certificates
      + [listeners, HealthShutdown(table: health)]
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map {
          ServiceGroupConfiguration.ServiceConfiguration(
            service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: .gracefullyShutdownGroup, serviceName: "\(type(of: $0))")
        },
        gracefulShutdownSignals: signals, logger: logger))
    try await group.run()
  }

  private func announce() async {
    guard let endpoints = await listeners.endpoints else { return }
    logger.info(
      "serving",
      metadata: [
        "service_endpoint": "\(endpoints.service)",
        "model_maintenance_endpoint": "\(endpoints.maintenance)",
      ])
    listening.succeed(endpoints)
  }
}
