import Foundation
import Metrics
import TestSupport
import Testing
import TrainingProvider

@testable import ProviderOperations

/// Prometheus' own parser for Python reads the text.
@Suite(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
struct PythonParserTests {
  @Test func everythingIsReadAsItWasMeant() async throws {
    let registry = PrometheusRegistry()
    for metric in ProviderMetric.allCases {
      let labels = metric.labels.map { ($0, "x\\y\"z\né\r") }
      if metric.name.hasSuffix("_total") {
        Counter(label: metric.name, dimensions: labels, factory: registry).increment(by: 7)
      } else if metric.name.hasSuffix("duration_seconds") {
        Timer(label: metric.name, dimensions: labels, factory: registry).recordSeconds(90)
      } else {
        Gauge(label: metric.name, dimensions: labels, factory: registry).record(1.5e15)
      }
    }
    let script = Repository.file("Tests/ProviderOperationsTests/Python/parse.py").path
    let outcome = try await Command(TestPython.path ?? "", [script])
      .run(input: Data(registry.text().utf8))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let families = try JSONDecoder().decode([String: Family].self, from: Data(outcome.text.utf8))
    #expect(families.count == ProviderMetric.allCases.count)
    for metric in ProviderMetric.allCases {
      let isCounter = metric.name.hasSuffix("_total")
      let name = isCounter ? String(metric.name.dropLast(6)) : metric.name
      let family = try #require(families[name], "\(metric.name)")
      #expect(family.help == metric.help)
      let isTimer = name.hasSuffix("duration_seconds")
      #expect(family.kind == (isCounter ? "counter" : isTimer ? "histogram" : "gauge"))
      let sample = try #require(family.samples.last)
      #expect(sample.value == (isCounter ? 7 : isTimer ? 1 : 1.5e15), "\(metric.name)")
      #expect(sample.labels == metric.labels.reduce(into: [:]) { $0[$1] = "x\\y\"z\né\r" })
    }
  }

  private struct Family: Decodable {
    let kind: String
    let help: String
    let samples: [Sample]
  }

  private struct Sample: Decodable {
    let labels: [String: String]
    let value: Double
  }
}
