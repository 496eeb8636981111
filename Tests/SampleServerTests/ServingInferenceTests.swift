import Foundation
import TestSupport
import Testing

/// Checks that the examples on pages about handlers are code of the sample or of a test package, which
/// are compiled and tested.
@Suite struct ServingInferenceTests {
  @Test(arguments: [
    ("Sources/TrainingProvider/Documentation.docc/ServingInference.md", 6),
    ("Sources/TrainingRuntime/Documentation.docc/WritingAHandler.md", 3),
  ])
  func examplesAreCompiled(_ page: String, _ count: Int) throws {
    let examples = try Self.examples(on: page)
    let sources = try ["Sources/SampleServer", "Fixtures/packages/handler/Sources"]
      .flatMap(Self.sources)
    #expect(examples.count == count)
    for example in examples {
      #expect(sources.contains { $0.contains(Self.text(example)) }, "\(example)")
    }
  }

  /// The blocks of Swift code on a page.
  private static func examples(on page: String) throws -> [String] {
    try String(contentsOf: Repository.file(page), encoding: .utf8).split(separator: "```")
      .filter { $0.hasPrefix("swift\n") }.map { String($0.dropFirst("swift\n".count)) }
  }

  private static func sources(in folder: String) throws -> [String] {
    let files = FileManager.default.enumerator(
      at: Repository.file(folder), includingPropertiesForKeys: nil)
    return try #require(files).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { text(try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// The lines without indentation, each with a line break.
  private static func text(_ code: String) -> String {
    code.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) + "\n" }.joined()
  }
}
