import FixtureCases
import Foundation
import Testing
import TrainingSchema

/// Each rule gives the recorded diagnostics for the broken protos, and none for the corrected ones.
@Suite struct RuleTests {
  @Test(arguments: try RuleCase.all(), RuleCase.Side.allCases)
  func saysWhatWasRecorded(_ item: RuleCase, _ side: RuleCase.Side) throws {
    let recorded = (try? String(contentsOf: item.expected(side), encoding: .utf8)) ?? "not recorded"
    let difference = LineDifference(recorded, try item.diagnostics(side))
    #expect(difference.isEmpty, "\(item.ruleID)/\(side):\n\(difference)")
  }

  @Test func everyRuleHasACase() throws {
    #expect(try RuleCase.all().map(\.ruleID) == Rules.summaries.map(\.id).sorted())
  }

  /// A broken proto breaks only one rule, so that its case shows that rule.
  @Test(arguments: try RuleCase.all())
  func onlyTheBrokenProtoIsFaulty(_ item: RuleCase) throws {
    let broken = try item.diagnostics(.broken)
    let rule = try #require(Rules.summaries.first { $0.id == item.ruleID })
    #expect(!broken.isEmpty)
    for line in broken.split(separator: "\n") {
      #expect(line.hasSuffix("[\(item.ruleID)]"))
      #expect(line.contains(": \(rule.severity.rawValue): "))
      #expect(line.contains(".proto:"), "no place: \(line)")
    }
    #expect(try item.diagnostics(.mended).isEmpty)
  }
}
