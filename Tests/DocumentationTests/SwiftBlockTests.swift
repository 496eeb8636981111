import Foundation
import TestSupport
import Testing

/// Every block of Swift compiles, in the program that its page leaves to the reader or in the code
/// that it was taken from.
@Suite struct SwiftBlockTests {
  /// The pages that show code of targets, and the folders where that is.
  private static let excerpts = [
    "Sources/TrainingCodeGen/Documentation.docc/AddingARule.md": ["Tests/TrainingSchemaTests"],
    "Sources/TrainingProvider/Documentation.docc/ATrainableServiceInAnAfternoon.md": [
      TopicsProgram.package
    ],
    "Sources/TrainingProvider/Documentation.docc/ServingInference.md": [
      "Sources/SampleServer", "Sources/SpeechRecognition",
    ],
    "Sources/TrainingProvider/Documentation.docc/WritingATrainer.md": [
      "Tests/TrainingProviderTests/Jobs"
    ],
    "Sources/TrainingRuntime/Documentation.docc/WritingAHandler.md": [
      "Fixtures/packages/handler/Sources", "Sources/SampleServer",
    ],
  ]

  /// The pages that show generated code.
  private static let generated: Set = [
    "Sources/ProtoWire/ProtoWire.docc/StabilityOfGeneratedCode.md",
    "Sources/TrainingCodeGen/Documentation.docc/HowAFileIsGenerated.md",
  ]

  /// The blocks of each page, but for package manifests, of which another test makes a package.
  private static let pages = Dictionary(
    grouping: CodeBlock.all(in: "swift").filter { !$0.isManifest }, by: \.file)

  @Test func blocksCompile() async throws {
    try await withTemporaryDirectory { folder in
      let module = ExampleModule(in: folder)
      let generated = try await module.generate()
      for (page, blocks) in Self.pages where Self.excerpts[page] == nil {
        if Self.generated.contains(page) {
          for block in blocks { #expect(generated.contains(block.text), "\(block)") }
        } else {
          let program = try #require(
            ExampleModule.program(of: page), "\(page) has no program in Examples")
          try module.add(page, blocks, in: program)
        }
      }
      let outcome = try await module.compile()
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
    }
  }

  @Test(arguments: excerpts) func blocksAreThoseOfTargets(_ page: String, _ folders: [String])
    throws
  {
    let blocks = try #require(Self.pages[page])
    let sources = CodeBlock.files(in: folders) { $0.pathExtension == "swift" }
      .map { Self.unindented(CodeBlock.text(of: $0)) }
    for block in blocks {
      let text = Self.unindented(block.text)
      #expect(sources.contains { $0.contains(text) }, "\(block) is in no file of \(folders)")
    }
  }

  /// The lines without what they are indented by.
  private static func unindented(_ code: String) -> String {
    code.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) + "\n" }.joined()
  }
}
