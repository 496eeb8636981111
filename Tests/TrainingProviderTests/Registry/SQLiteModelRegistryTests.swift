import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// How models are stored; see ``ModelRegistryTests`` for what else registries guarantee.
@Suite struct SQLiteModelRegistryTests {
  static let full = StoredModel(
    id: "full", status: .readyToUse, revision: 5, name: "näme", description: "text",
    serviceName: "S", methodName: "m", addressList: ["0xAb", "", "0xcD"], isPublic: true,
    organizationID: "o", serviceID: "s", groupID: "g",
    createdAt: Date(timeIntervalSince1970: 1_700_000_000.125),
    updatedAt: Date(timeIntervalSince1970: 1_700_000_001.5),
    dataset: StoredDataset(file: "full/x", name: "data.zip", byteCount: 1 << 40),
    candidate: StoredDataset(file: "full/z", name: "new.zip", byteCount: 7),
    trainingDataLink: "https://example.com/x.zip",
    linkedBytes: 9,
    validationQuote: Quote(
      price: .max, link: "https://example.com/x.zip", datasetFile: "full/x",
      date: Date(timeIntervalSince1970: 1_700_000_002.25)),
    trainingQuote: Quote(
      price: 0, datasetFile: nil, date: Date(timeIntervalSince1970: 1_700_000_003)),
    artefacts: "full/y", artefactBytes: 1 << 41,
    savedCheckpoints: SavedCheckpoints(name: "full/c", byteCount: 1 << 42), failureReason: "reason",
    isDatasetRefused: true, hasRunningJob: true,
    jobStart: Date(timeIntervalSince1970: 1_700_000_004.5), attempts: 2,
    suspicions: 1, fence: 12)

  @Test(arguments: RegistryDriver.allCases)
  func everythingIsStored(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      var model = Self.full
      try await registry.insert(model, limit: nil)
      #expect(try await registry.storedModel(withID: "full") == model)
      for work in [FailedWork.validation, .training, .link("https://example.com/x"), nil] {
        try await registry.update("full") {
          $0.failedWork = work
          $0.trainsAfterValidation.toggle()
          $0.datasetDroppedAt = work.map { _ in Date(timeIntervalSince1970: 1_700_000_009) }
          $0.trainingQuote = nil
          $0.linkedBytes = nil
          $0.savedCheckpoints = nil
          $0.jobStart = nil
          $0.failureReason = ""
        }
        model.failedWork = work
        model.trainsAfterValidation.toggle()
        model.datasetDroppedAt = work.map { _ in Date(timeIntervalSince1970: 1_700_000_009) }
        (model.trainingQuote, model.linkedBytes, model.jobStart) = (nil, nil, nil)
        model.failureReason = ""
        model.savedCheckpoints = nil
        #expect(try await registry.storedModel(withID: "full") == model)
      }
    }
  }

  @Test func everythingSurvivesReopening() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      try await SQLiteModelRegistry(file: file).insert(Self.full, limit: nil)
      #expect(try await SQLiteModelRegistry(file: file).storedModel(withID: "full") == Self.full)
    }
  }
}
