import ArgumentParser

/// The program.
@main
struct Torture: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture",
    abstract: "Drives the sample server as the worst of worlds does, and judges what it does.",
    discussion: """
      Each scenario starts the sample server that was built beside this program, on a data \
      directory of its own, and writes one line for each check. The exit status is 1 if one failed.
      """,
    subcommands: [
      All.self, Kills.self, Computing.self, SlowLinks.self, SlowUploads.self,
      LeakedConnections.self, Traps.self, Poison.self,
    ])
}
