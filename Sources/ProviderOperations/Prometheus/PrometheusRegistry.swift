public import Metrics
import Synchronization
import TrainingProvider

/// A metrics backend whose metrics Prometheus can read.
///
/// ```swift
/// let registry = PrometheusRegistry()
/// MetricsSystem.bootstrap(registry)
/// let text = registry.text()
/// ```
///
/// Names and labels are used as they are, with underscores in place of characters that Prometheus
/// doesn't allow. Timers become histograms in seconds. A metric can have at most
/// ``maxSeriesOfMetric`` combinations of labels; further ones aren't recorded, so that no mistake
/// elsewhere in a program makes the metrics grow for ever.
public final class PrometheusRegistry: MetricsFactory {
  /// How many combinations of labels a metric can have.
  public let maxSeriesOfMetric: Int

  private let help: [String: String]
  private let buckets: [Double]
  private let families = Mutex<[String: MetricFamily]>([:])

  /// The upper bounds of histograms: from the milliseconds of a call to the day of a training.
  public static let defaultBuckets: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600,
    14_400, 86_400,
  ]

  /// Creates a backend.
  ///
  /// - Parameters:
  ///   - help: what metrics measure, by name; by default, those of a provider.
  ///   - buckets: the upper bounds of histograms, ascending.
  ///   - maxSeriesOfMetric: how many combinations of labels a metric can have.
  public init(
    help: [String: String] = PrometheusRegistry.providerHelp,
    buckets: [Double] = PrometheusRegistry.defaultBuckets, maxSeriesOfMetric: Int = 1000
  ) {
    self.help = help
    self.buckets = buckets
    self.maxSeriesOfMetric = maxSeriesOfMetric
  }

  /// What the metrics of a provider measure, by name.
  public static var providerHelp: [String: String] {
    Dictionary(uniqueKeysWithValues: ProviderMetric.allCases.map { ($0.name, $0.help) })
  }

  /// All metrics in Prometheus' text format, version 0.0.4.
  public func text() -> String {
    let families = families.withLock(\.self)
    return families.sorted { $0.key < $1.key }.map { name, family in
      family.text(name, help: help[name])
    }.joined()
  }

  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions, .counter) { CounterSeries() }
  }

  public func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    series(label, dimensions, .counter) { CounterSeries() }
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, .gauge) { GaugeSeries() }
  }

  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    guard aggregate else { return series(label, dimensions, .gauge) { GaugeSeries() } }
    return series(label, dimensions, .histogram) { HistogramSeries(buckets) }
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions, .histogram) { HistogramSeries(buckets) }
  }

  /// Does nothing: a counter that disappeared and came back at 0 would look like a restart.
  public func destroyCounter(_ handler: any CounterHandler) {}

  /// Does nothing, as for counters.
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}

  /// Does nothing: the last value stays.
  public func destroyMeter(_ handler: any MeterHandler) {}

  /// Does nothing: the last value stays.
  public func destroyRecorder(_ handler: any RecorderHandler) {}

  /// Does nothing, as for counters.
  public func destroyTimer(_ handler: any TimerHandler) {}

  /// Returns the series with a name and labels, or creates it. If the name belongs to another kind of
  /// metric, or has too many series already, the new series isn't part of the text.
  private func series<S: MetricSeries>(
    _ label: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind,
    _ make: () -> S
  ) -> S {
    let name = PrometheusText.name(label)
    let labels = PrometheusText.labels(dimensions)
    return families.withLock { families in
      let family = families[name] ?? MetricFamily(kind: kind)
      if let known = family.series[labels] { return known as? S ?? make() }
      let series = make()
      guard family.kind == kind, family.series.count < maxSeriesOfMetric else { return series }
      families[name, default: family].series[labels] = series
      return series
    }
  }
}
