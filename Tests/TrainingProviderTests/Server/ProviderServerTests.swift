import Foundation
import GRPCCore
import ServiceLifecycle
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

@Suite struct ProviderServerTests {
  @Test func eachListenerHasItsOwnServices() async throws {
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory) { served in
        try await served.withClient(of: .service) { client in
          let error = await #expect(throws: RPCError.self) { try await Self.status(client) }
          #expect(error?.code == .unimplemented)
          try await Self.echo(client)
        }
        try await served.withClient(of: .maintenance) { client in
          let error = await #expect(throws: RPCError.self) { try await Self.echo(client) }
          #expect(error?.code == .unimplemented)
          let known = await #expect(throws: RPCError.self) { try await Self.status(client) }
          #expect(known?.code == .invalidArgument)
        }
      }
    }
  }

  @Test func endpointsHaveTheNamesOfTheDaemon() async throws {
    try await withTemporaryDirectory { directory in
      let log = TestLog()
      try await ServedProvider.run(in: directory, log: log) { served in
        let endpoints = try #require(await served.server.endpoints)
        #expect(
          "\(endpoints)" == "service_endpoint=http://127.0.0.1:\(served.port(of: .service)) "
            + "model_maintenance_endpoint=http://127.0.0.1:\(served.port(of: .maintenance))")
        #expect(log.lines.contains { $0.hasPrefix("serving ") })
      }
    }
  }

  @Test func takenPortsEndBothListeners() async throws {
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory) { served in
        let port = served.port(of: .service)
        let other = try await Self.server(
          in: directory.appendingPathComponent("other"), service: .init(port: 0),
          maintenance: .init(port: port))
        let error = await #expect(throws: ListenerError.self) { try await other.run() }
        #expect(error?.name == "training.Model on 127.0.0.1:\(port)")
        #expect(await other.endpoints == nil)
      }
    }
  }

  @Test(arguments: [("localhost", 0), ("127.0.0.1", 65_536), ("127.0.0.1", -1)])
  func otherAddressesAreRefused(_ host: String, _ port: Int) async throws {
    try await withTemporaryDirectory { directory in
      let error = await #expect(throws: ProviderError.self) {
        try await Self.server(in: directory, service: .init(host: host, port: port))
      }
      #expect(error?.message.contains("\(host):\(port)") == true)
    }
  }

  /// Whoever can call the provider's own service must not be able to delete models.
  @Test func modelsAreNotServedBesideTheService() async throws {
    try await withTemporaryDirectory { directory in
      let provider = try await Self.provider(in: directory)
      let error = await #expect(throws: ProviderError.self) {
        try await ProviderServer(
          provider: provider, services: [TestService(), provider.service],
          service: .init(port: 0), maintenance: .init(port: 0))
      }
      #expect(error?.message.contains("training.Model") == true)
    }
  }

  @Test(arguments: [("127.0.0.1", false), ("0.0.0.0", true)])
  func openMaintenanceIsReported(_ host: String, _ isReported: Bool) async throws {
    try await withTemporaryDirectory { directory in
      let log = TestLog()
      _ = try await Self.server(
        in: directory, service: .init(port: 0), maintenance: .init(host: host, port: 0), log: log)
      #expect(log.lines.contains { $0.contains("delete all models") } == isReported)
    }
  }

  @Test func servicesInTheBackgroundMayEnd() async throws {
    try await withTemporaryDirectory { directory in
      let ended = Shared(false)
      let service = Background { ended.change { $0 = true } }
      try await ServedProvider.run(in: directory, background: [service]) { served in
        try await eventually("service does not run") { ended.value }
        try await served.withClient(of: .service) { try await Self.echo($0) }
      }
    }
  }

  @Test func servicesInTheBackgroundEndTheServerByAnError() async throws {
    try await withTemporaryDirectory { directory in
      let fails = Shared(false)
      let service = Background {
        while !fails.value { try await Task.sleep(for: .milliseconds(5)) }
        throw CocoaError(.fileNoSuchFile)
      }
      let error = await #expect(throws: CocoaError.self) {
        try await ServedProvider.run(in: directory, background: [service]) { served in
          fails.change { $0 = true }
          try await served.end()
        }
      }
      #expect(error?.code == .fileNoSuchFile)
    }
  }

  private struct Background: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws { try await body() }
  }

  private static func provider(
    in directory: URL, log: TestLog = TestLog()
  ) async throws -> ModelProvider {
    try await ModelProvider(
      dataDirectory: directory, methods: TestMethods.all, trainer: StubTrainer(),
      logger: log.logger)
  }

  private static func server(
    in directory: URL, service: ProviderServer.Listener,
    maintenance: ProviderServer.Listener = .init(port: 0), log: TestLog = TestLog()
  ) async throws -> ProviderServer {
    try await ProviderServer(
      provider: try await provider(in: directory, log: log), services: [TestService()],
      service: service, maintenance: maintenance, signals: [], logger: log.logger)
  }

  private static func echo(_ client: ServedProvider.Client) async throws {
    _ = try await client.unary(
      request: ClientRequest(message: Data()), descriptor: TestService.method("echo"),
      serializer: TestService.Bytes(), deserializer: TestService.Bytes(), options: .defaults
    ) { try $0.message }
  }

  private static func status(_ client: ServedProvider.Client) async throws {
    let model = Training_Model.Client(wrapping: client)
    _ = try await model.get_model_status(Training_ModelID())
  }
}
