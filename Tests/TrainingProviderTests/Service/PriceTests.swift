import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

@Suite struct PriceTests {
  @Test func answersAreTheTrainersAndAreStored() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      var request = Training_ValidateRequest()
      request.modelID = id
      #expect(try await test.client.validate_model_price(request).price == 7)
      #expect(try await test.stored(id).validationQuote?.price == 7)
      try await test.uploaded(id)
      let size = UInt64(ZipArchive.dataset().count)
      for _ in 0..<2 {
        #expect(try await test.client.validate_model_price(request).price == 7 + size)
        #expect(try await test.client.train_model_price(test.modelID(id)).price == .max)
      }
      let model = try await test.stored(id)
      #expect(model.validationQuote?.price == 7 + size)
      #expect(model.trainingQuote?.price == .max)
      #expect(model.status == .validated)
    }
  }

  @Test func deletedModelsAndBadLinksHaveNoPrice() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      var request = Training_ValidateRequest()
      request.modelID = id
      request.trainingDataLink = "http://127.0.0.1/data.zip"
      _ = try await expect(.invalidArgument, "LINK_REFUSED") { [request] in
        try await test.client.validate_model_price(request)
      }
      _ = try await test.delete(id)
      _ = try await expect(.failedPrecondition, "WRONG_STATUS") {
        try await test.client.train_model_price(test.modelID(id))
      }
    }
  }

  @Test func freeProvidersNeedNoQuote() async throws {
    try await ProviderUnderTest.run(prices: .free) { test in
      let id = try await test.create()
      #expect(try await test.validationPrice(id) == 0)
      for _ in 0..<2 {
        try await test.send(Batches.python(id, ZipArchive.dataset()))
        try await test.reaches(id, .validated)
        #expect(try await test.trainingPrice(id) == 0)
        _ = try await test.trainAtOnce(id)
        try await test.reaches(id, .readyToUse)
      }
    }
  }

  /// No work begins for a model whose method was removed, even if everything is free.
  @Test func modelsOfOtherMethodsAreRefusedForFree() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { try await $0.readyModel() }
      let methods = [TestMethods.tts]
      try await ProviderUnderTest.run(in: directory, methods: methods, prices: .free) { test in
        try await expect(.invalidArgument, "UNKNOWN_METHOD") { try await test.trainAtOnce(id) }
        try await expect(.invalidArgument, "UNKNOWN_METHOD") { try await test.validateAtOnce(id) }
        #expect(try await test.status(id) == .readyToUse)
      }
    }
  }

  /// The message says why the quote doesn't hold, even if the price would be the same.
  @Test func refusalsSayWhatThePriceWasFor() async throws {
    try await ProviderUnderTest.run(trainer: StubTrainer(isFlat: true)) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      try await test.trainingPrice(id)
      try await test.uploaded(id, ZipArchive.dataset(bytes: 500))
      let refusal = try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") {
        try await test.trainAtOnce(id)
      }
      #expect(refusal.message.contains("for another dataset"), "\(refusal.message)")
    }
  }

  /// A new quote or a new dataset during the checks of a paid call invalidates the quote that was
  /// checked.
  @Test(arguments: [false, true])
  func priceHoldsUntilTheWorkBegins(_ isNewAnswer: Bool) async throws {
    let trainer = SlowPricer()
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      try await test.trainingPrice(id)
      trainer.gate.close()
      let asked = trainer.asked.value
      let call = Task { try await test.trainAtOnce(id) }
      try await eventually("the price is not asked for") { trainer.asked.value > asked }
      let changed = try await test.provider.models.update(id) { model in
        if isNewAnswer { model.trainingQuote?.date += 1 } else { model.dataset?.file += "-2" }
      }
      trainer.gate.open()
      let refusal = try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") {
        try await call.value
      }
      #expect(refusal.message.contains("changed during"), "\(refusal.message)")
      #expect(try await test.stored(id) == changed.after)
    }
  }

  /// Of two simultaneous calls, only one can use a quote. A training or a validation is refused if
  /// the dataset's file is missing.
  @Test func missingDatasetIsRefusedBefore() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      try await test.uploaded(id)
      let dataset = try #require(try await test.stored(id).dataset)
      try FileManager.default.removeItem(
        at: test.directory.appendingPathComponent("datasets/\(dataset.file)"))
      try await expect(.failedPrecondition, "DATASET_MISSING") { try await test.train(id) }
      try await expect(.failedPrecondition, "DATASET_MISSING") { try await test.validate(id) }
      #expect(try await test.status(id) == .validated)
      try await test.uploaded(id)
    }
  }

  /// Two links can be equal as Swift strings although they are different.
  @Test func quoteIsForTheBytesOfALink() async throws {
    struct Fetcher: DatasetFetcher {
      func check(_ link: String) throws(ProviderError) {}
      func fetch(
        _ link: String, maxBytes: UInt64, receive: @Sendable (Data) async throws -> Void
      ) async throws -> String { "data.zip" }
    }
    let (composed, decomposed) = ("http://h/\u{E9}", "http://h/e\u{301}")
    #expect(composed == decomposed)
    try await ProviderUnderTest.run(fetcher: Fetcher()) { test in
      let id = try await test.create()
      try await test.validationPrice(id, link: composed)
      try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") {
        try await test.validateAtOnce(id, link: decomposed)
      }
    }
  }

  /// A quote doesn't hold for longer because the clock was set back.
  @Test func quoteFromTheFutureDoesNotHold() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      try await test.uploaded(id)
      try await test.trainingPrice(id)
      try await test.provider.models.update(id) { $0.trainingQuote?.date += 60 }
      let refusal = try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") {
        try await test.trainAtOnce(id)
      }
      #expect(refusal.message.contains("clock"), "\(refusal.message)")
    }
  }

  @Test func quoteIsUsedOnce() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      try await test.uploaded(id)
      try await test.trainingPrice(id)
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          group.addTask { (try? await test.trainAtOnce(id)) != nil }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter(\.self).count == 1)
    }
  }
}

/// A trainer that returns prices once its gate is open.
final class SlowPricer: Trainer {
  let gate = Gate(open: true)
  let asked = Shared(0)

  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) async throws -> UInt64 { try await price() }

  func trainingPrice(
    of model: TrainableModel, dataset: TrainingDataset?
  ) async throws -> UInt64 { try await price() }

  private func price() async throws -> UInt64 {
    asked.change { $0 += 1 }
    try await gate.pass()
    return 1
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {}
}
