import ArgumentParser
import Foundation
import TrainingProvider

struct BackupCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Make a backup of the registry and all files of models.",
    discussion: """
      A provider may run meanwhile. On the file system of the data directory, the backup consists of \
      hard links and takes up hardly any space, but it is lost with the disk. On another one it \
      consists of copies.
      """)

  @OptionGroup var options: OperatorOptions

  @Argument(help: "A folder that doesn't exist or is empty.", completion: .directory)
  var folder: String

  func answer() async throws -> any Answer {
    let target = URL(fileURLWithPath: folder, isDirectory: true)
    return BackupReport(
      folder: target.path, backup: try await operations().backUp(to: target), verb: "backed up to")
  }
}

struct RestoreCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Restore a backup into an empty data directory.",
    discussion: """
      No provider may use the directory. Models that were created after the backup are gone \
      afterwards, and the marketplace goes on asking for them.
      """)

  @OptionGroup var options: OperatorOptions
  @Argument(help: "The folder with the backup.", completion: .directory) var folder: String

  func answer() async throws -> any Answer {
    let backup = URL(fileURLWithPath: folder, isDirectory: true)
    let restoration = Restoration(of: backup, into: options.directory)
    return BackupReport(
      folder: options.directory.path, backup: try await restoration.run(), verb: "restored to")
  }
}

/// The answer of `backup` and `restore`.
private struct BackupReport: Answer {
  let folder: String
  let backup: BackupManifest
  let verb: String

  private enum CodingKeys: CodingKey { case folder, backup }

  var text: String {
    let sum =
      "\(backup.models) models with \(backup.files) files, \(Quantity.bytes(backup.bytes)), "
      + "\(verb) \(folder)"
    guard !backup.missing.isEmpty else { return sum }
    let paths = backup.missing.map { "  \(Wording.foreign($0))" }
    return sum + "\n\(paths.count) files were missing already:\n" + paths.joined(separator: "\n")
  }
}
