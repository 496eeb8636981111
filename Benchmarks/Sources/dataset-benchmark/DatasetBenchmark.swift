import ArgumentParser
import Foundation
import TrainingDatasets
import TrainingManifest

/// Inspects an archive once, and prints how long that took and the peak memory of the process.
@main
struct DatasetBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset-benchmark",
    abstract: "Prints the seconds that an inspection takes and the process's peak memory in KiB.")

  @Argument(help: "The path of the archive.")
  var archive: String

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let report = try DatasetInspector(requirements: DatasetRequirements()).inspect(
      archiveAt: archive)
    let seconds = (clock.now - start) / .seconds(1)
    guard report.isAccepted else {
      throw ValidationError(report.violations.map(\.description).joined(separator: "\n"))
    }
    print(seconds, try peakKiB(), report.totalBytes)
  }

  /// Returns the peak memory of this process in KiB, which Linux calls the high water mark.
  private func peakKiB() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}
