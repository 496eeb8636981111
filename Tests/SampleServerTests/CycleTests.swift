import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// The whole life of a model, with the generated Swift client.
@Suite struct CycleTests {
  @Test(arguments: DatasetArchive.allCases)
  func fromCreationToDeletion(_ kind: DatasetArchive) async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.\(kind.rawValue)")
      try kind.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          var steps: [String] = []
          var answers: [String] = []
          let cycle = TrainingCycle(
            consumer: consumer, dataset: dataset, clip: try SampleClips.question("home/light-off"),
            clipName: "clip"
          ) { step, answer in
            steps.append(step)
            answers.append(answer)
          }
          try await cycle.run()
          // The default model doesn't know the phrase.
          #expect(answers[0] == "\"\"")
          let light = try Self.transcript("home/light-off")
          #expect(
            answers.dropFirst(2).dropLast() == [
              "1", "VALIDATING", "VALIDATED", "10", "TRAINING", "READY_TO_USE", light, "DELETED",
            ])
          #expect(answers.last?.hasPrefix("notFound") == true)
          #expect(steps.contains("upload_and_validate home.\(kind.rawValue)"))
        }
      }
    }
  }

  /// A model recognises each of its phrases in another voice.
  @Test func everyPhraseIsRecognisedInAnotherVoice() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          let home = ["blinds", "coffee", "door", "heating", "light-off", "light-on"]
          for (clip, model) in home.map({ ("home/\($0)", id) }) + [
            ("default/music", nil), ("default/weather", "default"), ("default/weather", ""),
          ] {
            let text = try await consumer.transcript(of: SampleClips.question(clip), by: model)
            #expect(try text == SampleClips.transcript(clip))
          }
        }
      }
    }
  }

  /// What none of the clips says is answered by an empty transcript.
  @Test func unknownPhrasesAreNotRecognised() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          for (clip, model) in [
            ("default/music", id), ("default/weather", id), ("home/coffee", nil),
          ] {
            let text = try await consumer.transcript(of: SampleClips.question(clip), by: model)
            #expect(text == "", "\(clip)")
          }
          #expect(try server.logLines(with: "accepted=false").count == 3)
        }
      }
    }
  }

  /// The service's own model is available without a training.
  @Test func defaultModelIsReady() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let status = try await consumer.status(of: "default")
          #expect(status == .readyToUse)
          for model in [nil, "", "default"] {
            let clip = try SampleClips.question("default/weather")
            let text = try await consumer.transcript(of: clip, by: model)
            #expect(try text == SampleClips.transcript("default/weather"))
          }
        }
      }
    }
  }

  @Test func theCallerIsLogged() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer(payer: "0xAbC") { consumer in
          _ = try await consumer.transcript(of: SampleClips.question("default/weather"))
          #expect(try server.logLines(with: "caller=0xabc").count == 1)
        }
      }
    }
  }

  /// The bytes arrive unchanged with batches of any size.
  @Test func smallBatchesMakeTheSameDataset() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.createModel("small batches")
          _ = try await consumer.paidUpload(dataset, for: id, batchSize: 100)
          let status = try await consumer.settledStatus(of: id)
          #expect(status == .validated)
        }
      }
    }
  }

  private static func transcript(_ name: String) throws -> String {
    "\"\(try SampleClips.transcript(name))\""
  }
}
