import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// Models that are trained again or deleted after they were used.
@Suite struct ReplacementTests {
  /// Every call is answered, whatever work is in progress for the model.
  @Test func readyModelsAnswerWhileTheyAreTrainedAgain() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let clip = try SampleClips.question("home/light-on")
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          let asking = Task {
            var count = 0
            while !Task.isCancelled {
              let text = try await consumer.transcript(of: clip, by: id)
              #expect(text == "switch the light on")
              count += 1
            }
            return count
          }
          for _ in 0..<5 {
            _ = try await consumer.paidUpload(dataset, for: id)
            #expect(try await consumer.settledStatus(of: id) == .validated)
            _ = try await consumer.paidTraining(of: id)
            #expect(try await consumer.settledStatus(of: id) == .readyToUse)
          }
          asking.cancel()
          if case .success(let count) = await asking.result { print("\(count) calls meanwhile") }
          let text = try await consumer.transcript(of: clip, by: id)
          #expect(text == "switch the light on")
        }
      }
    }
  }

  @Test func answersAreThoseOfTheLastTraining() async throws {
    try await withTemporaryDirectory { directory in
      let (home, other) = (
        directory.appendingPathComponent("home.zip"), directory.appendingPathComponent("other.zip")
      )
      try DatasetArchive.zip.pack(SampleClips.home, into: home)
      try DatasetArchive.zip.pack(SampleClips.default, into: other)
      let clip = try SampleClips.question("default/music")
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: home)
          let before = try await consumer.transcript(of: clip, by: id)
          #expect(before == "")
          _ = try await consumer.paidUpload(other, for: id)
          #expect(try await consumer.settledStatus(of: id) == .validated)
          let meanwhile = try await consumer.transcript(of: clip, by: id)
          #expect(meanwhile == before)
          _ = try await consumer.paidTraining(of: id)
          #expect(try await consumer.settledStatus(of: id) == .readyToUse)
          let after = try await consumer.transcript(of: clip, by: id)
          #expect(try after == SampleClips.transcript("default/music"))
        }
      }
    }
  }

  @Test func badDatasetsLeaveReadyModelsAsTheyWere() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let bad = directory.appendingPathComponent("bad.zip")
      try Data("this isn't an archive".utf8).write(to: bad)
      let clip = try SampleClips.question("home/light-on")
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          _ = try await consumer.paidUpload(bad, for: id)
          #expect(try await consumer.settledStatus(of: id) == .readyToUse)
          let text = try await consumer.transcript(of: clip, by: id)
          #expect(text == "switch the light on")
          await refused(.failedPrecondition, saying: "not accepted") {
            try await consumer.paidTraining(of: id)
          }
        }
      }
    }
  }

  @Test func modelsThatCannotBeReadAreSaid() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          let model = directory.appendingPathComponent("data/models/artefacts/\(id)")
          let made = try FileManager.default.contentsOfDirectory(atPath: model.path)
          let file = model.appendingPathComponent("\(made[0])/vocabulary.bin")
          try Data("SPEECH".utf8).write(to: file)
          let clip = try SampleClips.question("home/light-on")
          await refused(.internalError, saying: "cannot load model") {
            try await consumer.transcript(of: clip, by: id)
          }
          #expect(try server.logLines(with: "file is damaged: train the model again") != [])
          let line = "model not loaded: LOAD_FAILED"
          #expect(try server.logLines(with: id).contains { $0.contains(line) })
        }
      }
    }
  }

  /// The memory of a deleted model is released soon.
  @Test func deletedModelsAreDropped() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let clip = try SampleClips.question("home/light-on")
      try await RunningServer.run(in: directory, ["--log-level", "debug"]) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          _ = try await consumer.transcript(of: clip, by: id)
          let line = "model dropped: it was deleted"
          #expect(try server.logLines(with: line).isEmpty)
          _ = try await consumer.delete(id)
          await refused(.notFound) { try await consumer.transcript(of: clip, by: id) }
          for _ in 0..<600 where try server.logLines(with: line).isEmpty {
            try await Task.sleep(for: .milliseconds(100))
          }
          #expect(try server.logLines(with: line).first?.contains(id) == true)
        }
      }
    }
  }
}
