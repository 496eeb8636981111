import ArgumentParser

/// Holds the built-in compiler against protoc.
@main
struct CompilerCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compiler-check",
    abstract: "Compares the built-in compiler with protoc.",
    discussion: """
      Every input is compiled by both. They agree if both accept it with equal descriptors, byte for \
      byte, and warnings at the same places, or if both refuse it at the same place. The exit status \
      is 1 if they don't agree about an input.
      """,
    subcommands: [CorporaCommand.self, RandomCommand.self, MutationsCommand.self])
}
