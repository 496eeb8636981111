import DaemonConfiguration
import FixtureCases
import Foundation
import Testing

/// Each rule for the daemon's configuration gives the recorded findings for the broken file, and
/// none for the corrected one.
@Suite struct ConfigurationRuleTests {
  @Test(arguments: try ConfigurationCase.all(), RuleCase.Side.allCases)
  func saysWhatWasRecorded(_ item: ConfigurationCase, _ side: RuleCase.Side) throws {
    let recorded = (try? String(contentsOf: item.expected(side), encoding: .utf8)) ?? "not recorded"
    let difference = LineDifference(recorded, try item.text(side))
    #expect(difference.isEmpty, "\(item.ruleID)/\(side):\n\(difference)")
  }

  @Test func everyRuleHasACase() throws {
    #expect(try ConfigurationCase.all().map(\.ruleID) == Rules.summaries.map(\.id).sorted())
  }

  /// A broken file breaks only one rule, so that its case shows that rule.
  @Test(arguments: try ConfigurationCase.all())
  func onlyTheBrokenFileIsFaulty(_ item: ConfigurationCase) throws {
    let broken = try item.findings(.broken)
    let rule = try #require(Rules.summaries.first { $0.id == item.ruleID })
    #expect(!broken.isEmpty)
    for finding in broken {
      #expect(finding.ruleID == item.ruleID, "\(finding)")
      #expect(finding.severity == rule.severity, "\(finding)")
      #expect(finding.position != nil || item.ruleID == "file-format", "\(finding)")
    }
    #expect(try item.findings(.mended).isEmpty)
  }

  /// The line of a finding mends what it is about.
  @Test(arguments: try ConfigurationCase.all())
  func linesMendWhatTheyAreFor(_ item: ConfigurationCase) throws {
    for finding in try item.findings(.broken) {
      guard let line = finding.line, let key = finding.keyPath else { continue }
      let renames = ["former-key", "unknown-key"].contains(item.ruleID)
      #expect(finding.remedy.contains(line) || item.ruleID == "unknown-key", "\(finding)")
      #expect(line.hasPrefix("\"\(key)\": ") || renames, "\(finding)")
    }
  }
}
