import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Logging
import ServiceLifecycle

/// Tells where the servers listen, as soon as both do: in the log, and on standard output in the
/// words of the daemon's configuration.
struct Endpoints: Service {
  let service: GRPCServer<HTTP2ServerTransport.Posix>
  let maintenance: GRPCServer<HTTP2ServerTransport.Posix>
  let logger: Logger

  func run() async throws {
    // A server that cannot listen says why itself.
    if let endpoints = try? await endpoints() { try announce(endpoints) }
    try? await gracefulShutdown()
  }

  private func endpoints() async throws -> [(key: String, url: String)] {
    [
      ("service_endpoint", try await Self.url(of: service)),
      ("model_maintenance_endpoint", try await Self.url(of: maintenance)),
    ]
  }

  private func announce(_ endpoints: [(key: String, url: String)]) throws {
    let metadata = endpoints.map { ($0.key, Logger.MetadataValue.string($0.url)) }
    logger.info("serving", metadata: Dictionary(uniqueKeysWithValues: metadata))
    let line = endpoints.map { "\($0.key)=\($0.url)" }.joined(separator: " ")
    try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  }

  private static func url(of server: GRPCServer<HTTP2ServerTransport.Posix>) async throws -> String
  {
    let address = try await server.listeningAddress
    if let address = address?.ipv4 { return "http://\(address.host):\(address.port)" }
    if let address = address?.ipv6 { return "http://[\(address.host)]:\(address.port)" }
    return "unknown"
  }
}
