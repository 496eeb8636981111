public import Metrics

/// Counts the connections of a listener.
public struct ConnectionMetrics: Sendable {
  private let open: Gauge
  private let evicted: Counter
  private let refused: Counter

  /// Creates the metrics of a listener.
  ///
  /// - Parameters:
  ///   - listener: the listener's name, for example `maintenance`.
  ///   - factory: the backend.
  public init(listener: String, factory: any MetricsFactory = MetricsSystem.factory) {
    let instruments = Instruments(factory)
    open = instruments.gauge(.connections, [listener])
    evicted = instruments.counter(.evictedConnections, [listener])
    refused = instruments.counter(.refusedConnections, [listener])
  }

  func record(open count: Int) {
    open.record(count)
  }

  func record(evicted count: Int, isRefused: Bool) {
    if count > 0 { evicted.increment(by: count) }
    if isRefused { refused.increment() }
  }
}
