import Metrics
import Synchronization

/// Creates the instruments of a metrics backend, each only once.
final class Instruments: Sendable {
  private let factory: any MetricsFactory
  private let counters = Mutex<[Key: Counter]>([:])
  private let gauges = Mutex<[Key: Gauge]>([:])
  private let timers = Mutex<[Key: Timer]>([:])

  private struct Key: Hashable {
    let metric: ProviderMetric
    let labels: [String]
  }

  init(_ factory: any MetricsFactory) {
    self.factory = factory
  }

  /// Whether there is a backend.
  var isRecording: Bool { !(factory is NOOPMetricsHandler) }

  /// - Parameter labels: the values of the metric's labels, in their order.
  func counter(_ metric: ProviderMetric, _ labels: [String] = []) -> Counter {
    counters.withLock { counters in
      Self.value(of: &counters, metric, labels) {
        Counter(label: metric.name, dimensions: $0, factory: factory)
      }
    }
  }

  /// - Parameter labels: the values of the metric's labels, in their order.
  func gauge(_ metric: ProviderMetric, _ labels: [String] = []) -> Gauge {
    gauges.withLock { gauges in
      Self.value(of: &gauges, metric, labels) {
        Gauge(label: metric.name, dimensions: $0, factory: factory)
      }
    }
  }

  /// - Parameter labels: the values of the metric's labels, in their order.
  func timer(_ metric: ProviderMetric, _ labels: [String] = []) -> Timer {
    timers.withLock { timers in
      Self.value(of: &timers, metric, labels) {
        Timer(label: metric.name, dimensions: $0, factory: factory)
      }
    }
  }

  private static func value<T>(
    of instruments: inout [Key: T], _ metric: ProviderMetric, _ labels: [String],
    _ make: ([(String, String)]) -> T
  ) -> T {
    let key = Key(metric: metric, labels: labels)
    if let known = instruments[key] { return known }
    let instrument = make(Array(zip(metric.labels, labels)))
    instruments[key] = instrument
    return instrument
  }
}
