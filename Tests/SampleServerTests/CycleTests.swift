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
      let steps = try await Self.cycle(on: dataset, in: directory)
      let answers = steps.map(\.answer)
      let known = try ["music", "weather"].map { try Self.transcript("default/\($0)") }
      let light = try Self.transcript("home/light-off")
      #expect(
        answers.dropFirst().prefix(6) == [
          "1", "VALIDATING", "VALIDATED", "10", "TRAINING", "READY_TO_USE",
        ])
      #expect(known.contains(answers[7]))
      #expect(answers[8...].prefix(2) == [light, "DELETED"])
      #expect(answers.last?.hasPrefix("notFound") == true)
      #expect(steps.map(\.name).contains("upload_and_validate home.\(kind.rawValue)"))
    }
  }

  /// A refused dataset ends the cycle, and no price of a training is asked for.
  @Test func aRefusedDatasetEndsTheCycle() async throws {
    try await withTemporaryDirectory { directory in
      let clips = directory.appendingPathComponent("clips")
      try FileManager.default.copyItem(at: SampleClips.home, to: clips)
      try Data("MZ".utf8).write(to: clips.appendingPathComponent("setup.exe"))
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(clips, into: dataset)
      let steps = try await Self.cycle(on: dataset, in: directory)
      #expect(steps.last?.name == "get_model_status")
      #expect(steps.dropFirst().map(\.answer) == ["1", "VALIDATING", "ERRORED"])
    }
  }

  /// The steps of a cycle on a server of its own.
  private static func cycle(
    on dataset: URL, in directory: URL
  ) async throws -> [(name: String, answer: String)] {
    try await RunningServer.run(in: directory) { server in
      try await server.withConsumer { consumer in
        var steps: [(name: String, answer: String)] = []
        try await TrainingCycle(
          consumer: consumer, dataset: dataset, clip: try SampleClips.half("home/light-off"),
          clipName: "clip"
        ) { steps.append(($0, $1)) }.run()
        return steps
      }
    }
  }

  /// A model recognises each of its clips by the second half.
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
            #expect(try text == SampleClips.transcript(clip))
          }
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
            let clip = try SampleClips.half("default/weather")
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
          _ = try await consumer.transcript(of: SampleClips.half("default/weather"))
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
