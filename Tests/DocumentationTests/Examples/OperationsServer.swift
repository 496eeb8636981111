import Metrics
import ProviderOperations
import TrainingProvider

enum OperationsServerPage {
  static func show(_ provider: ModelProvider) {
    // EXAMPLE
    _ = operations
  }
}
