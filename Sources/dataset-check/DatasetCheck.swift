import ArgumentParser
import Foundation
import TrainingDatasets
import TrainingManifest

/// Holds an archive against a service's dataset options, before anybody pays for uploading it.
@main
struct DatasetCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset-check",
    abstract: "Holds an archive against the dataset options of a training method.",
    discussion: """
      Prints what is wrong with the archive, one violation a line, and exits with 1; prints \
      nothing and exits with 0 if the service accepts it. Exits with 2 if there is no such file.

      Once something is wrong the rest of the archive is only looked at for a moment, and a line \
      says so if there was more of it.
      """,
    version: ToolchainVersion.current)

  @Option(help: "The service's manifest, e.g. service.training.json.")
  var manifest: String

  @Option(help: "The method, e.g. stt or package.Service.stt; needed if there are several.")
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
      throw ValidationError("name one method with --method; the manifest has \(names)")
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
