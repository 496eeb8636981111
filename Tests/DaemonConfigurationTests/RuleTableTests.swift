import DaemonConfiguration
import Foundation
import TestSupport
import Testing

@Suite struct RuleTableTests {
  /// The documentation contains the table of rules.
  @Test func tableInTheDocumentationIsTheModules() throws {
    let page = Repository.file(
      "Sources/DaemonConfiguration/Documentation.docc/DaemonConfiguration.md")
    #expect(try String(contentsOf: page, encoding: .utf8).contains(Rules.markdown))
  }
}
