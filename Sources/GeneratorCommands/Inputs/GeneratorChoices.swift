import ArgumentParser
import TrainingCodeGen

/// The options of the generator, as `protoc` passes them in the parameter of
/// `--swift-training_out`.
struct GeneratorChoices: ParsableArguments {
  @Option(
    name: [.customShort("O", allowingJoined: true), .customLong("option")],
    help: ArgumentHelp(
      "An option of the generator, such as Visibility=Public. Can be given several times. "
        + "\"swift-training help generate\" lists them.", valueName: "name=value"))
  var options: [String] = []

  /// The options as one parameter.
  func parameter(adding more: String...) -> String { (options + more).joined(separator: ",") }

  /// The options for the help of a command.
  static var discussion: String { "Options of the generator:\n\n\(OptionHelp.text)" }
}
