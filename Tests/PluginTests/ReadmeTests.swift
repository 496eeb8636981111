import Foundation
import TestSupport
import Testing
import TrainingCodeGen

@Suite struct ReadmeTests {
  /// The README's table of options is the generator's.
  @Test func tableOfOptionsIsTheGenerators() throws {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    #expect(readme.contains(OptionHelp.markdown))
  }

  /// The page on rules has the generator's table.
  @Test func tableOfRulesIsTheGenerators() throws {
    let page = Repository.file("Sources/TrainingCodeGen/Documentation.docc/Rules.md")
    #expect(try String(contentsOf: page, encoding: .utf8).contains(RuleHelp.markdown))
  }

  /// The README tells what each module is for.
  @Test func everyModuleIsInTheMap() throws {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    let sources = try FileManager.default.contentsOfDirectory(
      atPath: Repository.file("Sources").path)
    for module in sources { #expect(readme.contains("| `\(module)` |"), "\(module)") }
  }
}
