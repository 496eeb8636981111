import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingProvider

enum ObservingPage {
  static func show(_ provider: ModelProvider) {
    // EXAMPLE
    _ = maintenance
  }
}
