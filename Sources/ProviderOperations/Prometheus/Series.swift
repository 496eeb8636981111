import Metrics
import Synchronization

/// A number that never decreases.
final class CounterSeries: MetricSeries, CounterHandler, FloatingPointCounterHandler {
  private let value = Mutex(0.0)

  var samples: [MetricSample] { [MetricSample(value: value.withLock(\.self))] }

  func increment(by amount: Int64) { increment(by: Double(amount)) }

  func increment(by amount: Double) {
    guard amount > 0, amount.isFinite else { return }
    value.withLock { $0 += amount }
  }

  /// Does nothing: Prometheus' counters never decrease.
  func reset() {}
}

/// A number that goes up and down.
final class GaugeSeries: MetricSeries, RecorderHandler, MeterHandler {
  private let value = Mutex(0.0)

  var samples: [MetricSample] { [MetricSample(value: value.withLock(\.self))] }

  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
}

/// How values are distributed over fixed buckets.
final class HistogramSeries: MetricSeries, TimerHandler, RecorderHandler {
  private let bounds: [Double]
  private let state: Mutex<State>

  private struct State {
    /// How many values are in each bucket, and last how many are in none.
    var counts: [UInt64]
    var sum = 0.0
  }

  /// - Parameter bounds: the upper bounds of the buckets, ascending.
  init(_ bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  /// The buckets count the values up to their bounds, so each includes the previous ones.
  var samples: [MetricSample] {
    let state = state.withLock(\.self)
    var count: UInt64 = 0
    let buckets = zip(bounds + [.infinity], state.counts).map { bound, more in
      count += more
      return MetricSample(
        suffix: "_bucket", label: "le=\"\(PrometheusText.number(bound))\"", value: Double(count))
    }
    return buckets + [
      MetricSample(suffix: "_sum", value: state.sum),
      MetricSample(suffix: "_count", value: Double(count)),
    ]
  }

  /// Records a time in seconds.
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    guard value.isFinite else { return }
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.endIndex
    state.withLock { state in
      state.counts[bucket] += 1
      state.sum += value
    }
  }
}
