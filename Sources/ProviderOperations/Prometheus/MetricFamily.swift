/// All series of a metric: one for each combination of labels.
struct MetricFamily: Sendable {
  let kind: Kind
  /// The series, by their labels in Prometheus' text format.
  var series: [String: any MetricSeries] = [:]

  /// The kinds of metrics that Prometheus distinguishes.
  enum Kind: String, Hashable, Sendable {
    case counter, gauge, histogram
  }

  /// - Parameters:
  ///   - name: the metric's name.
  ///   - help: what it measures, if that is known.
  func text(_ name: String, help: String?) -> String {
    let help = help.map { "# HELP \(name) \(PrometheusText.help($0))\n" } ?? ""
    let samples = series.sorted { $0.key < $1.key }.map { labels, series in
      series.samples.map { sample in
        let all = [labels, sample.label].filter { !$0.isEmpty }.joined(separator: ",")
        let braces = all.isEmpty ? "" : "{\(all)}"
        return "\(name)\(sample.suffix)\(braces) \(PrometheusText.number(sample.value))\n"
      }.joined()
    }
    return help + "# TYPE \(name) \(kind.rawValue)\n" + samples.joined()
  }
}

/// The values of a metric for one combination of labels.
protocol MetricSeries: AnyObject, Sendable {
  var samples: [MetricSample] { get }
}

/// A line of Prometheus' text.
struct MetricSample: Hashable, Sendable {
  /// What follows the metric's name, for example `_bucket`.
  var suffix = ""
  /// A label that the kind of metric adds, in the text format.
  var label = ""
  var value: Double
}
