import ArgumentParser
import TrainingCodeGen
import TrainingSchema

/// `manifest`: the manifest of all protos together.
struct ManifestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manifest", abstract: "Write the manifest of a service as JSON.",
    discussion: "Without --output, the manifest goes to standard output.")

  @OptionGroup var input: InputOptions
  @OptionGroup var choices: GeneratorChoices

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file for the manifest.", valueName: "file"),
    completion: .file())
  var output: String?

  func run() throws {
    let protos = try input.accepted()
    var json = ""
    try protos.generate(choices.parameter(adding: "Swift=false", "Manifest=Merged")) {
      json += $0.content
    }
    guard !json.isEmpty else {
      throw ValidationError(
        "the protos have no training methods: no request has a field of type training.ModelID")
    }
    try FileOutput.write(json, to: output)
  }
}
