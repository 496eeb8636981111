import Foundation
import TestSupport
import Testing

/// Blocks of other languages are what they claim to be.
@Suite struct OtherBlockTests {
  /// Settings of the plugins: known keys, each with an array of strings.
  @Test(arguments: CodeBlock.all(in: "json").filter { $0.file == "README.md" })
  func settingsAreKnown(_ block: CodeBlock) throws {
    let settings = try JSONDecoder().decode([String: [String]].self, from: Data(block.text.utf8))
    let reader = CodeBlock.text(of: "Plugins/Shared/GeneratorSettings.swift")
    #expect(!settings.isEmpty)
    for key in settings.keys { #expect(reader.contains("case \"\(key)\":"), "\(key)") }
  }

  /// Settings of the daemon: one a line, with a value.
  @Test(arguments: CodeBlock.all(in: "yaml")) func settingsHaveValues(_ block: CodeBlock) {
    for line in block.text.split(separator: "\n") {
      #expect(line.wholeMatch(of: /[a-z_]+: ("[^"]+"|true|false|\d+)( +#.*)?/) != nil, "\(line)")
    }
  }

  /// The map of the data directory names what the provider puts there.
  @Test func dataDirectoryIsTheProviders() throws {
    let file = "Sources/TrainingProvider/Storage/DataDirectory.swift"
    let map = try #require(CodeBlock.all(in: "text").first { $0.file == file })
    let code = CodeBlock.text(of: file).replacing(/\/\/\/.*/, with: "")
    let names = Set(code.split { !$0.isLetter && $0 != "." })
    for line in map.text.split(separator: "\n") {
      let name = line.prefix { $0 != " " && $0 != "/" }
      #expect(names.contains(name), "\(name)")
    }
  }
}
