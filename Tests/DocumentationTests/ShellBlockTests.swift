import Foundation
import TestSupport
import Testing

/// Every command in a block of shell is one that there is.
@Suite struct ShellBlockTests {
  /// Programs of the system's.
  private static let programs: Set = ["cp", "mkdir", "protoc", "tar", "zip"]

  /// The tutorial's own product, which ``TutorialTests`` makes and runs.
  private static let tutorial = "Topics"

  @Test(arguments: CodeBlock.all(in: "sh")) func blockParses(_ block: CodeBlock) async throws {
    let outcome = try await Command("bash", ["-n"]).run(input: Data(block.text.utf8))
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: ShellCommand.all) func pathsAreThere(_ command: ShellCommand) {
    for path in command.paths {
      #expect(FileManager.default.fileExists(atPath: Repository.file(path).path), "\(path)")
    }
  }

  @Test(arguments: ShellCommand.all) func commandIsThere(_ command: ShellCommand) async throws {
    let program = try #require(command.words.first)
    if program.hasPrefix("Scripts/") {
      let script = CodeBlock.text(of: program)
      #expect(FileManager.default.isExecutableFile(atPath: Repository.file(program).path))
      for option in command.options { #expect(script.contains(option), "\(option)") }
    } else if program == "swift" {
      if !command.words.contains(Self.tutorial) { try await swift(command) }
    } else {
      #expect(Self.programs.contains(program))
    }
  }

  /// What the README has `protoc` do is done, with the plugin from the PATH.
  @Test(arguments: ShellCommand.all.filter { $0.text.contains("--swift-training_out") })
  func protocGenerates(_ command: ShellCommand) async throws {
    let products = URL(fileURLWithPath: BuiltProduct.path("")).path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    try await withTemporaryDirectory { folder in
      let text = command.text.replacing(".build/out", with: folder.path)
      try #require(text != command.text)
      let outcome = try await Command(
        "bash", ["-c", text], environment: ["PATH": "\(products):\(path)"], in: Repository.root
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(files.contains("service.pb.swift"))
    }
  }

  /// `swift run PROGRAM`, `swift build --product PROGRAM` or `swift package VERB`.
  private func swift(_ command: ShellCommand) async throws {
    let words = command.words.dropFirst()
    switch words.first {
    case "run":
      let program = try #require(words.dropFirst().first)
      let help = try await Command(BuiltProduct.path(program), ["--help"]).run().text
      let named = command.options + words.dropFirst(2).prefix { $0.allSatisfy(\.isLetter) }
      for name in named { #expect(help.contains(name), "\(program) has no \(name)") }
    case "build":
      let product = try #require(words.last)
      #expect(FileManager.default.isExecutableFile(atPath: BuiltProduct.path(product)))
    case "package" where words.contains("generate-swift-training"):
      checkPlugin("TrainingGeneratorCommand", of: "generate-swift-training", words)
    case "package" where words.contains("check-swift-training"):
      checkPlugin("TrainingCheckCommand", of: "check-swift-training", words)
    case "package" where words.contains("generate-documentation"):
      let manifest = CodeBlock.text(of: "Package.swift")
      let variable = try #require(command.text.split(separator: "=").first)
      #expect(manifest.contains("Context.environment[\"\(variable)\"]"))
      #expect(manifest.contains(".library(name: \"\(try #require(words.last))\""))
    default: Issue.record("swift \(words.first ?? "") is not known here")
    }
  }

  /// A command plugin has the options that it's given.
  private func checkPlugin(_ name: String, of verb: String, _ words: some Sequence<String>) {
    #expect(CodeBlock.text(of: "Package.swift").contains("verb: \"\(verb)\""))
    let plugin = CodeBlock.files(in: ["Plugins/\(name)"]) { _ in true }
      .map(CodeBlock.text).joined()
    for option in words.drop(while: { $0 != verb }) where option.hasPrefix("--") {
      #expect(plugin.contains("\"\(option.dropFirst(2))\""), "\(option)")
    }
  }
}
