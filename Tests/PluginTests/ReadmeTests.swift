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

  /// The package of the README resolves and loads, and depends on the products that it lists.
  @Test func packageLoads() async throws {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```swift\n").map {
      $0.components(separatedBy: "```")[0]
    }
    let manifest = try #require(blocks.first { $0.hasPrefix("// swift-tools-version") })
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage.handler(in: directory)
      try package.write("Package.swift", manifest)
      try package.write("Sources/App/App.swift", "")
      let outcome = try await package.swift(["package", "describe", "--type", "json"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let description = try decoder.decode(Description.self, from: outcome.output)
      #expect(
        description.targets.flatMap { $0.productDependencies ?? [] }.sorted() == [
          "GRPCCore", "GRPCNIOTransportHTTP2", "TrainingProvider", "TrainingRuntime",
        ])
    }
  }

  private struct Description: Decodable {
    let targets: [Target]

    struct Target: Decodable {
      let productDependencies: [String]?
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
