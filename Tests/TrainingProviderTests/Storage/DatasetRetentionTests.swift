import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct DatasetRetentionTests {
  @Test func oldDatasetsOfTrainedModelsAreRemoved() async throws {
    try await withTemporaryDirectory { directory in
      try await ProviderUnderTest.run(in: directory) { test in
        let (ready, validated) = (try await test.readyModel(), try await test.create())
        try await test.uploaded(validated)
        let log = TestLog()
        let retention = try Self.retention(in: directory, .seconds(60), log)
        await retention.dropOldDatasets()
        #expect(try await test.stored(ready).dataset != nil, "it isn't old yet")
        await retention.dropOldDatasets(at: Date() + 61)

        let model = try await test.stored(ready)
        #expect(model.status == .readyToUse)
        #expect(model.dataset == nil)
        #expect(dataFiles(directory).filter { $0.contains(ready) }.count == 1, "artefacts stay")
        _ = try await test.provider.artefacts(ofModel: ready)
        #expect(try await test.stored(validated).dataset != nil)
        #expect(dataFiles(directory).filter { $0.contains(validated) }.count == 1)
        let history = try await test.provider.models.history(ofModelWithID: ready)
        #expect(history.last?.reason == "the dataset was removed because of its age")
        #expect(history.last?.oldStatus == .readyToUse)
        let lines = log.lines.filter { $0.contains("dataset removed because of its age") }
        #expect(lines.count == 1)
        #expect(lines.first?.contains("model_id=\(ready)") == true)
      }
    }
  }

  /// Consumers learn what happened before they pay, and can send the dataset again.
  @Test func workOnARemovedDatasetIsRefusedWithTheReason() async throws {
    try await withTemporaryDirectory { directory in
      try await ProviderUnderTest.run(in: directory) { test in
        let id = try await test.readyModel()
        try await Self.retention(in: directory, .zero).dropOldDatasets(at: Date() + 1)
        let calls = [test.train, test.trainAtOnce, { try await test.validate($0) }]
        for call in calls {
          let status = try await expect(.failedPrecondition, "DATASET_MISSING") {
            try await call(id)
          }
          #expect(status.message.contains("the provider removed the dataset"))
          #expect(status.message.contains("send it again with upload_and_validate"))
        }
        try await test.uploaded(id)
        #expect(try await test.stored(id).datasetDroppedAt == nil)
        _ = try await test.train(id)
        try await test.reaches(id, .readyToUse)
      }
    }
  }

  /// A job keeps its dataset, even if it begins while the registry is asked for old ones.
  @Test(arguments: [Training_Status.validating, .training])
  func workKeepsItsDataset(_ status: Training_Status) async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer()
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.readyModel()
        let file = try #require(try await test.stored(id).dataset)
        trainer.validationGate.close()
        trainer.trainingGate.close()
        _ = status == .training ? try await test.train(id) : try await test.validate(id)
        try await Self.retention(in: directory, .zero).dropOldDatasets(at: Date() + 1)
        let dropped = try await test.provider.models.update(id) {
          let isDropped = $0.dropDataset(readySince: .distantFuture)
          #expect(!isDropped)
        }
        #expect(dropped.after.dataset == file)
        #expect(dataFiles(directory).contains("datasets/\(file.file)"))
        trainer.validationGate.open()
        trainer.trainingGate.open()
        try await test.reaches(id, status == .training ? .readyToUse : .validated)
      }
    }
  }

  /// The provider removes old datasets by itself, also those that were old before it started.
  @Test func providerRemovesOldDatasets() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { try await $0.readyModel() }
      let provider = try await ModelProvider(
        dataDirectory: directory, methods: TestMethods.all, trainer: StubTrainer(),
        datasetRetention: .zero, logger: TestLog().logger)
      let running = Task { try await provider.run() }
      try await eventually("the dataset stays") {
        try await provider.models.storedModel(withID: id)?.dataset == nil
      }
      running.cancel()
      _ = try await running.value
      #expect(dataFiles(directory).count == 1)
    }
  }

  /// If the process ends before the file is removed, the next start finds it.
  @Test func forgottenFilesAreSwept() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { try await $0.readyModel() }
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      try await registry.update(id) {
        let isDropped = $0.dropDataset(readySince: .distantFuture)
        #expect(isDropped)
      }
      try await ProviderUnderTest.run(in: directory) { _ in
        try await eventually("the file stays") {
          dataFiles(directory).filter { !$0.hasPrefix("trash/") }.count == 1
        }
      }
    }
  }

  private static func retention(
    in directory: URL, _ time: Duration, _ log: TestLog = TestLog()
  ) throws -> DatasetRetention {
    let directory = DataDirectory(
      root: directory, files: WorkPool("files", threads: 1, maxWaiting: 8))
    return DatasetRetention(
      registry: try SQLiteModelRegistry(file: directory.registry), directory: directory,
      time: time, logger: log.logger)
  }
}
