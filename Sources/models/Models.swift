import ArgumentParser
import TrainingManifest

/// The program `models`.
@main
struct Models: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Shows and changes the models of a provider, while it runs or while it doesn't.",
    discussion: """
      Name the provider's data directory, the one with models.sqlite, with --data-directory, or run \
      the program there. For a provider on several machines, name etcd with --etcd and the folder that \
      the machines share with --shared-folder. With --json, each command writes one JSON object instead of text.

      A running provider takes over changes within seconds. They need no restart.

      The exit status is 1 if a model doesn't exist or can't be changed in that way, 2 if a \
      directory can't be used, and 64 if an argument is wrong.
      """,
    version: ToolchainVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Reading",
        subcommands: [ListCommand.self, ShowCommand.self, JobsCommand.self, DiskCommand.self]),
      CommandGroup(
        name: "Changing",
        subcommands: [FailCommand.self, RetryCommand.self, DeleteCommand.self]),
      CommandGroup(name: "Backup", subcommands: [BackupCommand.self, RestoreCommand.self]),
    ] + moving)

  #if Cluster
    private static let moving = [
      CommandGroup(name: "Moving", subcommands: [ExportCommand.self, ImportCommand.self])
    ]
  #else
    private static let moving: [CommandGroup] = []
  #endif
}
