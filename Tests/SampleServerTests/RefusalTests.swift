import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// Calls that the server refuses, with the generated Swift client.
@Suite struct RefusalTests {
  /// More entries than `dataset_max_count_files`, a larger file than
  /// `dataset_max_size_single_file_mb`, a wrong file type, something that isn't an archive, half an
  /// archive, and clips without transcripts.
  @Test func badDatasetsLeaveAnErroredModel() async throws {
    try await withTemporaryDirectory { directory in
      let folders = try BadFolders(in: directory)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          for (dataset, reason) in try folders.archives() {
            let id = try await consumer.createModel(dataset.lastPathComponent)
            let status = try await consumer.paidUpload(dataset, for: id)
            #expect(status == .validating)
            let settled = try await consumer.settledStatus(of: id)
            #expect(settled == .errored, "\(dataset.lastPathComponent)")
            let line = try server.logLines(with: id).last { $0.contains("job fails") }
            #expect(line?.contains(reason) == true, "\(line ?? "no line")")
            await refused(.failedPrecondition) { try await consumer.train(id) }
          }
        }
      }
    }
  }

  /// More than `dataset_max_size_mb`. The first batch announces the size, so the upload is refused
  /// before further bytes arrive, and the model doesn't change.
  @Test func tooLargeADatasetIsRefusedAtTheFirstBatch() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("large.zip")
      try Data(count: 101 << 20).write(to: dataset)
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.createModel("large")
          await refused(.invalidArgument, saying: "\(100 << 20)") {
            try await consumer.upload(dataset, for: id)
          }
          let status = try await consumer.settledStatus(of: id)
          #expect(status == .created)
        }
      }
    }
  }

  /// The work of a call is limited, so recordings may have 10 s.
  @Test func recordingsThatCannotBeHeardAreRefused() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          for (speech, reason) in [
            (try HeavyClips.clip(seconds: 10.1), "speech is longer than 10.0 s"),
            (Data("this isn't sound".utf8), "speech isn't sound that can be decoded: send mp3"),
            (WaveFile.bytes(of: Data(repeating: 128, count: 8_000)), "speech is silent"),
          ] {
            await refused(.invalidArgument, saying: reason) {
              try await consumer.transcript(of: speech)
            }
          }
          let text = try await consumer.transcript(of: HeavyClips.clip(seconds: 2))
          #expect(text == "")
        }
      }
    }
  }

  @Test func strangersDoNotSeePrivateModels() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let clip = try SampleClips.question("home/light-on")
      try await RunningServer.run(in: directory) { server in
        let id = try await server.withConsumer(payer: "0xabc") { consumer in
          let id = try await consumer.readyModel(on: dataset, for: ["0xABC"])
          let text = try await consumer.transcript(of: clip, by: id)
          #expect(text == "switch the light on")
          return id
        }
        for payer in ["0xdef", nil] {
          try await server.withConsumer(payer: payer) { consumer in
            let hidden = await refused(.notFound) {
              try await consumer.transcript(of: clip, by: id)
            }
            let unknown = await refused(.notFound) {
              try await consumer.transcript(of: clip, by: "unknown")
            }
            let words = hidden?.message.replacingOccurrences(of: id, with: "unknown")
            #expect(words == unknown?.message)
          }
        }
      }
    }
  }

  @Test func modelsThatAreNotReadyAndBadSpeechAreRefused() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let id = try await consumer.createModel("new")
          await refused(.failedPrecondition, saying: "CREATED") {
            try await consumer.transcript(of: Data([1]), by: id)
          }
          await refused(.invalidArgument) { try await consumer.transcript(of: Data()) }
          await refused(.invalidArgument) {
            try await consumer.transcript(of: Data(count: 1 << 20 + 1))
          }
          await refused(.invalidArgument) {
            try await consumer.transcript(of: Data([1]), by: "two words")
          }
        }
      }
    }
  }
}

extension RunningServer {
  /// The lines of the log that contain a text, for example a model's identifier.
  func logLines(with text: String) throws -> [String] {
    try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
      .filter { $0.contains(text) }
  }
}
