import ArgumentParser

/// The program `torture`.
@main
struct Torture: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture",
    abstract: "Runs the sample server under the worst conditions and checks its behaviour.",
    discussion: """
      Each scenario starts the sample server from the folder of this program, with a separate data \
      directory, and writes one line for each check. The exit status is 1 if a check fails.
      """,
    subcommands: [
      All.self, Kills.self, Computing.self, SlowLinks.self, SlowUploads.self,
      LeakedConnections.self, Traps.self, Poison.self, Start.self,
      ManyModels.self,
    ])
}
