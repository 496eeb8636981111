import Fixture_guide
import Foundation
import SpeechRecognition
import TestSupport
import Testing
import TrainingProvider

@testable import sample_client
@testable import sample_server

@Suite struct ClipTrainerTests {
  /// Operators see how many clips are done.
  @Test func trainingReportsItsProgress() async throws {
    try await withTemporaryDirectory { directory in
      let archive = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: archive)
      let run = TrainingRun(
        artefacts: directory, checkpoints: directory.appendingPathComponent("checkpoints"))
      let method = try #require(Service_ExampleService.Training.methods.first)
      try await ClipTrainer().train(
        TrainableModel(id: "model", method: method),
        on: TrainingDataset(file: archive, name: "home.zip", byteCount: 1), in: run)
      let count = try ClipRecogniser.open(in: directory).clipCount
      #expect(run.progress?.fraction == 1)
      #expect(run.progress?.stage == "comparing clips")
      #expect(run.progress?.message == "\(count) of \(count)")
    }
  }
}
