import ArgumentParser
import TrainingCodeGen
import TrainingSchema

/// `generate`: what `protoc --swift-training_out` writes, without `protoc`.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Generate Swift, stubs, guards and manifests.",
    discussion: GeneratorChoices.discussion)

  @OptionGroup var input: InputOptions
  @OptionGroup var choices: GeneratorChoices

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for generated files.", valueName: "folder"),
    completion: .directory)
  var output: String

  func run() throws {
    let protos = try input.accepted()
    let folder = try OutputFolder(output)
    try protos.generate(choices.parameter()) { try folder.add($0.name, $0.content) }
    let names = try folder.publish()
    if input.verbose { FileOutput.error("wrote \(names.joined(separator: ", "))") }
  }
}
