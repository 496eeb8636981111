import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct MetricTableTests {
  /// The documentation contains the table of metrics.
  @Test func tableInTheDocumentationIsTheProviders() throws {
    let page = Repository.file("Sources/TrainingProvider/Documentation.docc/Observing.md")
    #expect(try String(contentsOf: page, encoding: .utf8).contains(ProviderMetric.markdown))
  }
}
