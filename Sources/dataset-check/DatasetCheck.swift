import ArgumentParser
import Foundation
import TrainingDatasets
import TrainingManifest

/// Checks an archive against a service's dataset options, before anybody pays for uploading it.
@main
struct DatasetCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset-check",
    abstract: "Checks an archive against the dataset options of a training method.",
    discussion: """
      Prints each violation on a line and exits with 1. Prints nothing and exits with 0 if the \
      service accepts the archive. Exits with 2 if the archive cannot be opened or read.

      After the first violation, the program goes on only for a moment to find others. It prints a \
      line if it did not inspect the rest of the archive.
      """,
    version: ToolchainVersion.current)

  @Option(help: "The service's manifest, for example service.training.json.")
  var manifest: String

  @Option(
    help:
      "The method, for example stt or package.Service.stt. Required if there are several.")
  var method: String?

  @Argument(help: "The archive.")
  var archive: String

  func run() throws {
    let report = try inspected(for: requirements())
    for violation in report.violations { print(violation) }
    if report.omittedViolations > 0 { print("… and \(report.omittedViolations) more") }
    if report.endedEarly { print("… and perhaps more: the rest of the archive was not inspected") }
    guard report.isAccepted else { throw ExitCode(1) }
  }

  private func requirements() throws -> DatasetRequirements {
    let json = try Data(contentsOf: URL(fileURLWithPath: manifest))
    let methods = try Manifest(json: json).methods
    let chosen = methods.filter { [$0.methodName, $0.fullName].contains(method ?? $0.fullName) }
    guard let only = chosen.first, chosen.count == 1 else {
      let names = methods.map(\.fullName).joined(separator: ", ")
      throw ValidationError("choose one method with --method; the manifest contains \(names)")
    }
    return only.dataset
  }

  private func inspected(for requirements: DatasetRequirements) throws -> DatasetReport {
    do {
      let name = URL(fileURLWithPath: archive).lastPathComponent
      return try DatasetInspector(requirements: requirements).inspect(
        archiveAt: archive, named: name)
    } catch {
      FileHandle.standardError.write(Data("\(error.message)\n".utf8))
      throw ExitCode(2)
    }
  }
}
