import ArgumentParser
import TrainingCodeGen

/// `rules`: the rules that protos are held against.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Show the rules that protos are held against.")

  func run() { print(RuleHelp.text) }
}
