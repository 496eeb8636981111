import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingProvider

enum CallObserverPage {
  static func show(_ provider: ModelProvider, _ transport: HTTP2ServerTransport.Posix) {
    // EXAMPLE
    _ = maintenance
  }
}
