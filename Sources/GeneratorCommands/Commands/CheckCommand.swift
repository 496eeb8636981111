import ArgumentParser

/// `check`: what is wrong with protos, and nothing else.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check protos, and generate nothing.",
    discussion: """
      The exit status is 1 if there is an error. With --option Warnings=error, warnings are errors.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var choices: GeneratorChoices

  @Option(help: "How problems are written: text, json or sarif.")
  var format = ReportFormat.text

  func run() throws {
    let check = try ProtoCheck(input.compiled(), choices.parameter())
    print(try check.report(format), terminator: format == .text ? "" : "\n")
    if check.findings.contains(where: \.isError) { throw ExitCode(1) }
  }
}
