import Foundation
import TestSupport
import TrainingManifest

/// Runs `dataset-check` in a separate process with limited memory.
struct BoundedCheck {
  /// The limit for the private memory of the process. An allocation beyond it fails and ends the
  /// process.
  let mebibytes: Int

  /// The lines of its output, one for each violation.
  func violations(in archive: TemporaryFile) async throws -> [String] {
    try await withTemporaryDirectory { folder in
      let manifest = folder.appendingPathComponent("any.training.json")
      try Self.manifest().write(to: manifest)
      let outcome = try await Command(
        "/bin/sh",
        [
          "-c", #"ulimit -d "$1" && shift && exec "$@""#, "sh", String(mebibytes * 1024),
          BuiltProduct.path("dataset-check"), "--manifest", manifest.path, archive.path,
        ]
      ).run()
      guard [0, 1].contains(outcome.status), outcome.errors.isEmpty else {
        throw Failure(status: outcome.status, errors: outcome.errors)
      }
      return outcome.text.split(separator: "\n").map(String.init)
    }
  }

  /// A service that accepts everything except for too many entries.
  private static func manifest() throws -> Data {
    let guide = Repository.file("Fixtures/guide/Expected/service.training.json")
    var manifest = try Manifest(json: Data(contentsOf: guide))
    manifest.methods[0].options = TrainingOptions(datasetMaxCountFiles: 99_999)
    return try manifest.json()
  }

  struct Failure: Error {
    let status: Int32
    let errors: String
  }
}
