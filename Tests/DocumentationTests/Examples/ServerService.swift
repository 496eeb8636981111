import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Logging
import ServiceLifecycle
import TrainingProvider
import UnixSignals

enum ServerServiceComment {
  static func serve(
    _ provider: ModelProvider, _ maintenance: GRPCServer<HTTP2ServerTransport.Posix>,
    _ speech: GRPCServer<HTTP2ServerTransport.Posix>, _ logger: Logger
  ) async throws {
    // EXAMPLE
  }
}
