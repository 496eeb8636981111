import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import SampleClient

/// A model's whole life, with the generated Swift client.
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
            consumer: consumer, dataset: dataset, clip: try SampleClips.half("home/light-off"),
            clipName: "clip"
          ) { step, answer in
            steps.append(step)
            answers.append(answer)
          }
          try await cycle.run()
          let known = ["music", "weather"].map { Self.transcript("default/\($0)") }
          #expect(known.contains(answers[0]))
          #expect(
            answers.dropFirst(2).dropLast() == [
              "1", "VALIDATING", "VALIDATED", "10", "TRAINING", "READY_TO_USE",
              Self.transcript("home/light-off"), "DELETED",
            ])
          #expect(answers.last?.hasPrefix("notFound") == true)
          #expect(steps.contains("upload_and_validate home.\(kind.rawValue)"))
        }
      }
    }
  }

  /// Every clip is told from every other by its second half, by the model that knows it.
  @Test func nearestClipIsTheRightOne() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.readyModel(on: dataset)
          for (clip, model) in [
            ("home/light-on", id), ("home/light-off", id), ("default/music", nil),
            ("default/weather", "default"), ("default/weather", ""),
          ] {
            let text = try await consumer.transcript(of: SampleClips.half(clip), by: model)
            #expect("\"\(text)\"" == Self.transcript(clip))
          }
        }
      }
    }
  }

  /// Between batches of any size the bytes stay the same.
  @Test func smallBatchesMakeTheSameDataset() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.createModel("small batches")
          _ = try await consumer.upload(dataset, for: id, batchSize: 100)
          let status = try await consumer.settledStatus(of: id)
          #expect(status == .validated)
        }
      }
    }
  }

  private static func transcript(_ name: String) -> String {
    let file = Repository.file("Fixtures/clips/\(name).txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return "\"\(text.trimmingCharacters(in: .newlines))\""
  }
}

extension Consumer {
  /// Takes a new model to READY_TO_USE.
  func readyModel(on dataset: URL, for addresses: [String] = []) async throws -> String {
    let id = try await createModel("model", for: addresses)
    _ = try await upload(dataset, for: id)
    #expect(try await settledStatus(of: id) == .validated)
    _ = try await train(id)
    #expect(try await settledStatus(of: id) == .readyToUse)
    return id
  }
}
