import ArgumentParser
import Logging
import Metrics
import ProviderOperations
import ServiceLifecycle
import TrainingProvider

/// The server for operators.
struct OperationsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The port of the page and the metrics for operators. With 0, the system chooses one.",
      discussion: "Without this option, neither is served, and nothing is measured."))
  var operationsPort: UInt16?

  @Option(help: "The address of the page for operators. Let only operators reach it.")
  var operationsHost = "127.0.0.1"

  /// Makes the metrics, if operators are served. Call it once, before anything else is created.
  func bootstrapMetrics() -> PrometheusRegistry? {
    guard operationsPort != nil else { return nil }
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    return registry
  }

  /// The server; none unless operators are served.
  func servers(
    for provider: ModelProvider, _ metrics: PrometheusRegistry?, _ logger: Logger
  ) -> [any Service] {
    guard let operationsPort else { return [] }
    return [
      OperationsServer(
        provider: provider, metrics: metrics, host: operationsHost, port: Int(operationsPort),
        logger: logger)
    ]
  }
}
