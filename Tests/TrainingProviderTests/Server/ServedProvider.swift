import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import ServiceLifecycle
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// A running ``ProviderServer`` on ports that the system chooses.
struct ServedProvider: Sendable {
  typealias Client = GRPCClient<HTTP2ClientTransport.Posix>
  typealias Security = HTTP2ClientTransport.Posix.TransportSecurity

  /// A listener that the system chooses the port of.
  enum Listener { case service, maintenance }

  let server: ProviderServer
  let provider: ModelProvider
  let service: TestService
  private let group: ServiceGroup
  private let running: Task<Void, any Error>
  private let ports: [Listener: Int]

  /// Serves until `body` returns, and then shuts down.
  @discardableResult
  static func run<T: Sendable>(
    in directory: URL, trainer: any Trainer = StubTrainer(),
    tls: TLSFiles? = nil, maintenanceTLS: TLSFiles? = nil, serviceID: String? = nil,
    limits: TransportLimits? = nil, interceptors: [any ServerInterceptor] = [],
    background: [any Service] = [], log: TestLog = TestLog(),
    _ body: (ServedProvider) async throws -> T
  ) async throws -> T {
    let provider = try await ModelProvider(
      dataDirectory: directory.appendingPathComponent("data"), methods: TestMethods.all,
      trainer: trainer, prices: .free, logger: log.logger)
    let service = TestService()
    let server = try await ProviderServer(
      provider: provider, services: [service],
      service: .init(port: 0, tls: tls, limits: limits),
      maintenance: .init(port: 0, tls: maintenanceTLS, limits: limits), serviceID: serviceID,
      interceptors: interceptors, background: background, signals: [], logger: log.logger)
    let group = ServiceGroup(services: [server], logger: log.logger)
    let running = Task { try await group.run() }
    let endpoints = try #require(await server.endpoints)
    let served = ServedProvider(
      server: server, provider: provider, service: service, group: group, running: running,
      ports: [
        .service: try port(of: endpoints.service),
        .maintenance: try port(of: endpoints.maintenance),
      ])
    let result: Result<T, any Error>
    do { result = .success(try await body(served)) } catch { result = .failure(error) }
    service.gate.open()
    await served.beginShutdown()
    try await served.end()
    return try result.get()
  }

  func port(of listener: Listener) -> Int { ports[listener] ?? 0 }

  /// Asks the server to shut down, and returns at once.
  func beginShutdown() async { await group.triggerGracefulShutdown() }

  /// Waits until the server has ended.
  func end() async throws { try await running.value }

  /// Connects a client until `body` returns.
  @discardableResult
  func withClient<T: Sendable>(
    of listener: Listener, _ security: Security = .plaintext,
    _ body: (Client) async throws -> T
  ) async throws -> T {
    try await withGRPCClient(
      transport: .http2NIOPosix(
        target: .ipv4(address: "127.0.0.1", port: port(of: listener)),
        transportSecurity: security)
    ) { try await body($0) }
  }

  private static func port(of url: String) throws -> Int {
    try #require(url.split(separator: ":").last.flatMap { Int($0) })
  }
}

extension ServedProvider.Security {
  /// TLS that only trusts certificates of an authority.
  static func trusting(_ authority: TestAuthority) -> Self {
    .tls { config in
      config.trustRoots = .certificates([.file(path: authority.certificate.path, format: .pem)])
    }
  }

  /// TLS with a client's certificate.
  static func trusting(_ authority: TestAuthority, presenting files: TLSFiles) -> Self {
    .mTLS(
      certificateChain: [.file(path: files.certificate.path, format: .pem)],
      privateKey: .file(path: files.privateKey.path, format: .pem)
    ) { config in
      config.trustRoots = .certificates([.file(path: authority.certificate.path, format: .pem)])
    }
  }
}
