import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider

@testable import sample_client

/// The program `models` beside a running server.
@Suite struct RunningProviderTests {
  @Test func changesReachTheServer() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let models = directory.appendingPathComponent("data/models")
      let program = ModelsProgram(dataDirectory: models)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          let listed = try await program.json("list", "--status", "ready_to_use")
          #expect((listed["models"] as? [[String: Any]])?.first?["id"] as? String == id)
          #expect(try await program.json("jobs")["is_served"] as? Bool == true)

          // As if a training hung.
          let registry = try SQLiteModelRegistry(
            file: models.appendingPathComponent("models.sqlite"))
          try await registry.update(id) { try $0.move(to: .training) }
          let failed = try await program.run("fail", id, "--reason", "it hung")
          #expect(failed.text.contains("\(id) was TRAINING and is READY_TO_USE now."))
          let before = try await registry.storedModel(withID: id)?.artefacts
          let retried = try await program.json("retry", id)
          #expect(retried["new_status"] as? String == "TRAINING")
          #expect(try await consumer.settledStatus(of: id) == .readyToUse)
          #expect(try await registry.storedModel(withID: id)?.artefacts != before)

          let deleted = try await program.run("delete", id)
          #expect(deleted.text.contains("The running provider takes this over within seconds."))
          let status = try await consumer.status(of: id)
          #expect(status == .deleted)
          let folder = models.appendingPathComponent("datasets/\(id)").path
          #expect(!FileManager.default.fileExists(atPath: folder))
        }
      }
    }
  }

  @Test func backupOfARunningServerIsRestored() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let backup = directory.appendingPathComponent("backup").path
      let program = ModelsProgram(
        dataDirectory: directory.appendingPathComponent("data/models"))
      let other = directory.appendingPathComponent("other")
      try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
      let restored = ModelsProgram(dataDirectory: other.appendingPathComponent("data/models"))
      let id = try await RunningServer.run(in: directory) { server in
        let id = try await server.withConsumer { try await $0.readyModel(on: dataset) }
        let outcome = try await program.run("backup", backup)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.hasPrefix("1 models with "))
        let refused = try await program.run("restore", backup)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("another provider uses"))
        let report = try await restored.json("restore", backup)
        #expect((report["backup"] as? [String: Any])?["models"] as? Int == 1)
        return id
      }
      try await RunningServer.run(in: other) { server in
        let text = try await server.withConsumer {
          try await $0.transcript(of: try SampleClips.question("home/light-on"), by: id)
        }
        #expect(text == "switch the light on")
      }
    }
  }
}
