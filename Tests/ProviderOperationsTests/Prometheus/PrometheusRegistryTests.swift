import Metrics
import Testing
import TrainingProvider

@testable import ProviderOperations

/// The metrics in Prometheus' text format.
@Suite struct PrometheusRegistryTests {
  @Test func everyKindHasItsForm() {
    let registry = PrometheusRegistry(help: ["a_total": "Line\n\\ two"], buckets: [0.5, 2])
    Counter(label: "a_total", dimensions: [("b", "c")], factory: registry).increment(by: 3)
    Gauge(label: "b", factory: registry).record(-2.5)
    let timer = Timer(label: "c_seconds", factory: registry)
    for milliseconds in [500, 501, 2000, 2001] { timer.recordMilliseconds(milliseconds) }
    #expect(
      registry.text() == """
        # HELP a_total Line\\n\\\\ two
        # TYPE a_total counter
        a_total{b="c"} 3
        # TYPE b gauge
        b -2.5
        # TYPE c_seconds histogram
        c_seconds_bucket{le="0.5"} 1
        c_seconds_bucket{le="2"} 3
        c_seconds_bucket{le="+Inf"} 4
        c_seconds_sum 5.002
        c_seconds_count 4

        """)
  }

  @Test func namesAndLabelsAreAllowed() {
    let registry = PrometheusRegistry(help: [:])
    let dimensions = [("9-a", "x\\y\"z\r\n"), ("é", "ü"), ("_9_a", "twice")]
    Counter(label: "hb.requests-9", dimensions: dimensions, factory: registry).increment()
    #expect(
      registry.text() == """
        # TYPE hb_requests_9 counter
        hb_requests_9{_9_a="x\\\\y\\"z\r\\n",_="ü"} 1

        """)
  }

  @Test func countersOnlyGrow() {
    let registry = PrometheusRegistry(help: [:])
    let counter = Counter(label: "a", factory: registry)
    counter.increment(by: 5)
    counter.increment(by: -3)
    counter.reset()
    counter.destroy()
    Counter(label: "a", factory: registry).increment()
    #expect(registry.text().hasSuffix("\na 6\n"))
  }

  @Test func oneNameIsOneKind() {
    let registry = PrometheusRegistry(help: [:])
    Counter(label: "a", factory: registry).increment()
    Gauge(label: "a", factory: registry).record(7)
    Timer(label: "a", dimensions: [("b", "c")], factory: registry).recordSeconds(1)
    #expect(registry.text() == "# TYPE a counter\na 1\n")
  }

  @Test func labelsCannotGrowForEver() {
    let registry = PrometheusRegistry(help: [:], maxSeriesOfMetric: 3)
    for number in 0..<10 {
      Counter(label: "a", dimensions: [("b", "\(number)")], factory: registry).increment()
    }
    #expect(registry.text().split(separator: "\n").count == 4)
    Counter(label: "a", dimensions: [("b", "2")], factory: registry).increment()
    #expect(registry.text().contains("a{b=\"2\"} 2\n"))
  }

  @Test func numbersThatAreNoneAreWrittenOrIgnored() {
    let registry = PrometheusRegistry(help: [:], buckets: [1])
    Gauge(label: "a", factory: registry).record(Double.infinity)
    Gauge(label: "b", factory: registry).record(-Double.infinity)
    Gauge(label: "c", factory: registry).record(Double.nan)
    Recorder(label: "d", factory: registry).record(Double.nan)
    FloatingPointCounter(label: "e", factory: registry).increment(by: Double.nan)
    let text = registry.text()
    for line in ["a +Inf", "b -Inf", "c NaN", "d_count 0", "e 0"] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
  }
}
