import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// The server's options for storage.
@Suite struct StorageTests {
  @Test func roomThatIsToStayFreeIsNotUploadedInto() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory, ["--min-free-mb", "\(UInt32.max)"]) { server in
        try await server.withConsumer { consumer in
          // The registry is on the same disk.
          _ = await refused(.resourceExhausted) { try await consumer.createModel("model") }
        }
      }
    }
  }

  /// Without their registry, the files in a data directory belong to no model, but only the
  /// operator may decide to move them.
  @Test func filesOfALostRegistryAreGivenUpOnlyIfToldSo() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let id = try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { try await $0.readyModel(on: dataset) }
      }
      let models = directory.appendingPathComponent("data/models")
      for name in try FileManager.default.contentsOfDirectory(atPath: models.path)
      where name.hasPrefix("models.sqlite") {
        try FileManager.default.removeItem(at: models.appendingPathComponent(name))
      }
      let outcome = try await Command(
        BuiltProduct.path("sample-server"),
        ["--data-directory", directory.appendingPathComponent("data").path]
      ).run()
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("models.sqlite is missing"), "\(outcome.errors)")
      #expect(try Self.areas(of: id, in: models) == ["artefacts", "datasets"])
      try await RunningServer.run(in: directory, ["--new-registry"]) { _ in
        for _ in 0..<600 where try Self.areas(of: id, in: models) != [] {
          try await Task.sleep(for: .milliseconds(100))
        }
      }
      let trash = models.appendingPathComponent("trash")
      let dates = try FileManager.default.contentsOfDirectory(atPath: trash.path)
      #expect(dates.count == 1)
      let thrown = trash.appendingPathComponent(dates.first ?? "")
      #expect(try Self.areas(of: id, in: thrown) == ["artefacts", "datasets"])
    }
  }

  /// The folders with files of a model.
  private static func areas(of model: String, in directory: URL) throws -> [String] {
    ["artefacts", "datasets"].filter { area in
      FileManager.default.fileExists(
        atPath: directory.appendingPathComponent("\(area)/\(model)").path)
    }
  }
}
