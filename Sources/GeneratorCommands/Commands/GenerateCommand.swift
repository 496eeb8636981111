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
    let names = try write(protos)
    if input.verbose { FileOutput.error("wrote \(names.joined(separator: ", "))") }
    // The system frees the memory of a large compilation faster than the program does.
    withExtendedLifetime(protos) { Self.exit() }
  }

  private func write(_ protos: CompiledProtos) throws -> [String] {
    let folder = try OutputFolder(output)
    try protos.generate(choices.parameter()) { try folder.add($0.name, $0.content) }
    return try folder.publish()
  }
}
