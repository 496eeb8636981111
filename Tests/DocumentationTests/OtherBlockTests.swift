import Foundation
import TestSupport
import Testing

/// Blocks of other languages are what they claim to be.
@Suite struct OtherBlockTests {
  /// Settings of the plugins: the program reads them.
  @Test(arguments: CodeBlock.all(in: "json").filter { $0.file == "README.md" })
  func settingsAreRead(_ block: CodeBlock) async throws {
    try await withTemporaryDirectory { folder in
      let target: [String: Any] = [
        "module": "App", "folder": folder.path, "protos": [Any](), "dependencies": [Any](),
        "isShared": false, "committed": [Any](), "inputs": [Any](),
      ]
      let file = folder.appendingPathComponent("target.json")
      try JSONSerialization.data(withJSONObject: target).write(to: file)
      let settings = folder.appendingPathComponent("training-generator.json")
      try Data(block.text.utf8).write(to: settings)
      let outcome = try await Command(
        BuiltProduct.path("swift-training"), ["target", "check", file.path]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// Settings of the daemon: one a line, with a value.
  /// `BufTests` runs buf with its template.
  @Test(arguments: CodeBlock.all(in: "yaml").filter { !$0.text.contains("plugins:") })
  func settingsHaveValues(_ block: CodeBlock) {
    for line in block.text.split(separator: "\n") {
      #expect(line.wholeMatch(of: /[a-z_]+: ("[^"]+"|true|false|\d+)( +#.*)?/) != nil, "\(line)")
    }
  }

  /// The map of the data directory names what the provider puts there.
  @Test func dataDirectoryIsTheProviders() throws {
    let file = "Sources/TrainingProvider/Storage/DataDirectory.swift"
    let map = try #require(CodeBlock.all(in: "text").first { $0.file == file })
    let code = CodeBlock.text(of: file).replacing(/\/\/\/.*/, with: "")
    let names = Set(code.split { !$0.isLetter && $0 != "." && $0 != "-" })
    for line in map.text.split(separator: "\n") {
      let name = line.prefix { $0 != " " && $0 != "/" }
      #expect(names.contains(name), "\(name)")
    }
  }
}
