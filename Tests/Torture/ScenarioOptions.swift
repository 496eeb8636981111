import ArgumentParser
import Foundation

/// The options that all scenarios share.
struct ScenarioOptions: ParsableArguments {
  @Option(help: "The seed for random numbers.")
  var seed: UInt64 = 1

  @Option(help: "A factor for all time limits, for slow machines.")
  var patience = 1.0

  @Option(
    help:
      "The folder for the servers' data. By default a temporary folder that is removed at the end.")
  var folder: String?

  func validate() throws {
    guard patience >= 1 else { throw ValidationError("--patience has to be 1 or more") }
  }

  /// A time limit that depends on the machine: so many seconds, multiplied by ``patience``.
  func seconds(_ seconds: Double) -> Duration { .seconds(1) * (seconds * patience) }

  /// Runs `body` with the folder for the server.
  func withFolder(_ body: (URL) async throws -> Void) async throws {
    if let folder {
      let url = URL(fileURLWithPath: folder, isDirectory: true)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      return try await body(url)
    }
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("torture-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    try await body(url)
  }
}
