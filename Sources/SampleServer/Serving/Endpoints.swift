import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Logging
import ServiceLifecycle

/// Reports the addresses of the servers as soon as both listen: in the log, and on standard output
/// with the keys of the daemon's configuration.
struct Endpoints: Service {
  let service: GRPCServer<HTTP2ServerTransport.Posix>
  let maintenance: GRPCServer<HTTP2ServerTransport.Posix>
  let logger: Logger

  func run() async throws {
    // A server that can't listen reports the reason itself.
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
