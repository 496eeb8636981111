import Foundation
import TestSupport
import Testing

/// The page "Serving inference" shows the sample, which is compiled and tested.
@Suite struct ServingInferenceTests {
  @Test func examplesAreInTheSample() throws {
    let examples = try Self.examples(
      on: "Sources/TrainingProvider/Documentation.docc/ServingInference.md")
    let sources = try Self.sources(in: "Sources/SampleServer")
    #expect(examples.count == 6)
    for example in examples {
      #expect(sources.contains { $0.contains(Self.text(example)) }, "\(example)")
    }
  }

  /// The blocks of Swift on a page.
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

  /// The lines without their indentation, each with its end.
  private static func text(_ code: String) -> String {
    code.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) + "\n" }.joined()
  }
}
