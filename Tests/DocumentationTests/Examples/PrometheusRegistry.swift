import Metrics
import ProviderOperations

enum PrometheusRegistryPage {
  static func show() {
    // EXAMPLE
    _ = text
  }
}
