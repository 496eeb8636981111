import GRPCCore
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

  /// Nobody pays twice with one quote, whoever comes first.
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
