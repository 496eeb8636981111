import Foundation
import TestSupport
import Testing
import TrainingCodeGen

@Suite struct ReadmeTests {
  /// The README contains the generator's table of options.
  @Test func tableOfOptionsIsTheGenerators() throws {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    #expect(readme.contains(OptionHelp.markdown))
  }

  /// The page on rules contains the generator's table of rules.
  @Test func tableOfRulesIsTheGenerators() throws {
    let page = Repository.file("Sources/TrainingCodeGen/Documentation.docc/Rules.md")
    #expect(try String(contentsOf: page, encoding: .utf8).contains(RuleHelp.markdown))
  }

  /// The README describes each module.
  @Test func everyModuleIsInTheMap() throws {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    let sources = try FileManager.default.contentsOfDirectory(
      atPath: Repository.file("Sources").path)
    for module in sources { #expect(readme.contains("| `\(module)` |"), "\(module)") }
  }
}
