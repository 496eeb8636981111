import Foundation
import TestSupport
import Testing

/// A short form of `Scripts/torture`: a few kills, and a few seconds of each overload.
///
/// The time limits are for slow machines: ten times those of the long form.
@Suite(.serialized) struct TortureTests {
  @Test(arguments: [
    ["kills", "--count", "8", "--longest", "1", "--last", "3"],
    ["computing", "--seconds", "3", "--calls", "100"],
    ["slow-links", "--seconds", "1"],
    ["slow-uploads", "--seconds", "2"],
    ["leaked-connections", "--seconds", "6", "--abandoned", "600", "--newcomers", "200"],
    ["traps", "--count", "1000"],
    ["poison", "--clips", "15"],
    ["start", "--models", "1000"],
  ])
  func scenarioIsPassed(_ arguments: [String]) async throws {
    let outcome = try await Command(
      BuiltProduct.path("torture"), arguments + ["--patience", "10"]
    ).run()
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    #expect(outcome.text.contains("passed") && !outcome.text.contains("FAILED"))
  }

  @Test func everyScenarioIsExplained() async throws {
    let outcome = try await Command(BuiltProduct.path("torture"), ["--help"]).run()
    for scenario in [
      "all", "kills", "computing", "slow-links", "slow-uploads", "leaked-connections", "traps",
      "poison", "start",
    ] {
      #expect(outcome.text.contains(scenario))
    }
  }
}
