import ArgumentParser
import Foundation

/// What all scenarios have in common.
struct ScenarioOptions: ParsableArguments {
  @Option(help: "What random numbers begin with.")
  var seed: UInt64 = 1

  @Option(help: "How much longer than usual everything may take, for slow machines.")
  var patience = 1.0

  @Option(help: "Where servers keep their data; a new folder, removed at the end, unless given.")
  var folder: String?

  func validate() throws {
    guard patience >= 1 else { throw ValidationError("--patience has to be 1 or more") }
  }

  /// A time that depends on the machine: so many seconds on the one at hand.
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
