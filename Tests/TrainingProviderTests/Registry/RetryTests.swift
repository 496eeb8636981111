import Foundation
import Testing
import TrainingProtos

@testable import TrainingProvider

/// What a failure leaves to be retried.
@Suite struct RetryTests {
  private static let (old, new) = (
    StoredDataset(file: "m/old", name: "", byteCount: 1),
    StoredDataset(file: "m/new", name: "", byteCount: 1)
  )

  private static func model(_ status: Training_Status, _ dataset: StoredDataset?) -> StoredModel {
    StoredModel(id: "m", status: status, serviceName: "S", methodName: "m", dataset: dataset)
  }

  private static let providersFault = ProviderError(.trainerFailed, "r")

  @Test func linksAreFetchedAgain() throws {
    var model = Self.model(.created, nil)
    model.validationQuote = Quote(price: 3)
    try model.beginValidation(link: "https://example.com/x.zip", linkedBytes: 5)
    model.candidate = Self.new
    model.validationQuote = Quote(price: 4)
    try model.fail(Self.providersFault)
    #expect(model.failedWork == .link("https://example.com/x.zip"))
    try model.retry()
    #expect(Job(of: model)?.kind == .fetch)
    #expect(model.trainingDataLink == "https://example.com/x.zip")
    #expect(model.validationQuote?.price == 4)
    #expect(model.failedWork == nil)
  }

  @Test func keptDatasetsAreValidatedAgain() throws {
    for dataset in [nil, Self.new] {
      var model = Self.model(.validating, dataset)
      model.candidate = Self.new
      try model.fail(Self.providersFault)
      #expect(model.failedWork == .validation)
      try model.retry()
      #expect(model.candidate == Self.new)
    }
  }

  /// The model still has an earlier dataset, which isn't the one that failed.
  @Test func replacedDatasetsAreNot() throws {
    var model = Self.model(.validating, Self.old)
    model.candidate = Self.new
    try model.fail(Self.providersFault)
    #expect(model.failedWork == nil)
    let error = #expect(throws: ProviderError.self) { try model.retry() }
    #expect(error?.code == .wrongStatus)
    #expect(model.status == .errored)
  }

  /// If the validation before a retried training fails, the next retry still leads to a training.
  @Test func retriedTrainingStaysATraining() throws {
    var model = Self.model(.training, Self.old)
    try model.fail(Self.providersFault)
    try model.retry()
    #expect(model.status == .validating)
    try model.fail(Self.providersFault)
    #expect(model.failedWork == .training)
    try model.retry()
    let revision = model.revision
    try model.finishValidation()
    #expect(model.status == .training)
    #expect(model.hasFinishedValidation(of: Self.old, after: revision))
    #expect(!model.trainsAfterValidation)
  }

  @Test func successLeavesNothingToRetry() throws {
    var model = Self.model(.training, Self.old)
    try model.finishTraining(artefacts: "m/a", byteCount: 1)
    #expect(throws: ProviderError.self) { try model.retry() }
    try model.beginTraining()
    try model.fail(Self.providersFault)
    #expect(model.failedWork == .training)
    try model.delete()
    let error = #expect(throws: ProviderError.self) { try model.retry() }
    #expect(error?.message.contains("deleted") == true)
  }
}
