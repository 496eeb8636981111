import PackagePlugin

/// Checks the protos of targets, and writes nothing.
@main
struct TrainingCheckCommand: CommandPlugin {
  private static let usage = """
    swift package check-swift-training [--target NAME]… [--manifest]

    Prints what is wrong with the protos of the named targets, or of all targets, and fails if there is \
    an error.

      --manifest  Print the training methods as well.
    """

  func performCommand(context: PluginContext, arguments: [String]) throws {
    var extractor = ArgumentExtractor(arguments)
    guard extractor.extractFlag(named: "help") == 0 else { return print(Self.usage) }
    let runs = TargetRuns(context: context, names: extractor.extractOption(named: "target"))
    let showsManifest = extractor.extractFlag(named: "manifest") > 0
    if let unknown = extractor.remainingArguments.first {
      throw PluginError("the argument \(unknown) is unknown; usage: \(Self.usage)")
    }
    try runs.run { _ in ["check"] + (showsManifest ? ["--manifest"] : []) }
  }
}
