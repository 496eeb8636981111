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

  /// The README's package loads: each of its packages has the products that it takes from it.
  @Test func packageLoads() async throws {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```swift\n").map {
      $0.components(separatedBy: "```")[0]
    }
    let manifest = try #require(blocks.first { $0.hasPrefix("// swift-tools-version") })
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage("provider", in: directory)
      try package.write("Package.swift", manifest)
      let outcome = try await package.swift(["package", "show-dependencies"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let count = try package.resolved().count
      #expect(
        readme.contains("nothing, as above, and the product `ProviderOperations` | \(count) |"))
    }
  }

  /// The README describes each module.
  @Test func everyModuleIsInTheMap() throws {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    let sources = try FileManager.default.contentsOfDirectory(
      atPath: Repository.file("Sources").path)
    for module in sources { #expect(readme.contains("| `\(module)` |"), "\(module)") }
  }
}
