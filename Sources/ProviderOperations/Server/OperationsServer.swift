import Foundation
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
public import TrainingProvider

/// A server for operators: a page that shows what the provider does, the same as JSON, and the
/// metrics for Prometheus. It can only be read.
///
/// ```swift
/// let registry = PrometheusRegistry()
/// MetricsSystem.bootstrap(registry)
/// let operations = OperationsServer(provider: provider, metrics: registry, port: 5003)
/// ```
///
/// | path | what |
/// |---|---|
/// | `/` | the page, which the browser loads again every few seconds |
/// | `/state.json` | a `ProviderState` as JSON, with dates in ISO 8601 |
/// | `/metrics` | the metrics in Prometheus' text format |
///
/// Everybody who reaches the server can read identifiers of models, which are all that it takes to
/// use a private model without a list of addresses. So it listens on the machine itself, and refuses
/// requests for the names of other sites.
///
/// Run it beside the provider in a `ServiceGroup`, below the provider.
public struct OperationsServer: Service {
  private let provider: ModelProvider
  private let metrics: PrometheusRegistry?
  private let host: String
  private let port: Int
  private let hosts: AllowedHosts
  private let logger: Logger
  private let onListening: @Sendable (Int) async -> Void

  /// Creates a server.
  ///
  /// - Parameters:
  ///   - provider: the provider to show.
  ///   - metrics: the backend of the metrics; `nil` to serve none.
  ///   - host: the address to listen on. Let only operators reach it.
  ///   - port: the port; 0 for one that the system chooses.
  ///   - allowedHosts: further names by which the server is asked, for example that of a proxy. IP
  ///     addresses and `localhost` are always allowed.
  ///   - logger: logs the address.
  ///   - onListening: called with the port when the server listens.
  public init(
    provider: ModelProvider, metrics: PrometheusRegistry? = nil, host: String = "127.0.0.1",
    port: Int, allowedHosts: [String] = [],
    logger: Logger = Logger(label: "training.operations"),
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.provider = provider
    self.metrics = metrics
    self.host = host
    self.port = port
    hosts = AllowedHosts(allowedHosts)
    self.logger = logger
    self.onListening = onListening
  }

  /// Serves until a graceful shutdown or until the task is cancelled.
  ///
  /// - Throws: `ListenerError`, for example if the port is in use.
  public func run() async throws {
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { [logger, host, onListening] channel in
        let port = channel.localAddress?.port ?? 0
        logger.info("operators are served", metadata: ["url": "http://\(host):\(port)/"])
        await onListening(port)
      }, logger: quiet)
    do {
      try await application.run()
    } catch let error as IOError {
      throw ListenerError(name: "operators on \(host):\(port)", cause: error)
    }
  }

  /// Hummingbird's own lines repeat what this server logs.
  private var quiet: Logger {
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }

  private var router: Router<BasicRequestContext> {
    let router = Router()
    router.addMiddleware {
      SafeHeaders()
      HostCheck(hosts: hosts)
    }
    router.get("/") { _, _ in
      try await response("text/html; charset=utf-8") {
        OperationsPage(state: try await provider.state()).html.text
      }
    }
    router.get("/state.json") { _, _ in
      try await response("application/json") {
        String(decoding: try Self.encoder.encode(try await provider.state()), as: UTF8.self)
      }
    }
    router.get("/style.css") { _, _ in
      try await response("text/css; charset=utf-8") { StyleSheet.text }
    }
    if let metrics {
      router.get("/metrics") { _, _ in
        try await response(PrometheusText.mediaType) {
          try await provider.recordState()
          return metrics.text()
        }
      }
    }
    return router
  }

  /// Answers with text, or with 503 and no details if it can't be made.
  private func response(
    _ mediaType: String, _ text: () async throws -> String
  ) async throws -> Response {
    do {
      let body = ByteBuffer(string: try await text())
      return Response(
        status: .ok, headers: [.contentType: mediaType], body: ResponseBody(byteBuffer: body))
    } catch {
      logger.error("the state of the provider cannot be read: \(error)")
      return Response(
        status: .serviceUnavailable,
        body: ResponseBody(
          byteBuffer: ByteBuffer(string: "The provider can't read its state; its log says why.\n")))
    }
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
