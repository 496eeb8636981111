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
      #expect(try await test.stored(id).validationPrice == 7)
      try await test.uploaded(id)
      let size = UInt64(ZipArchive.dataset().count)
      for _ in 0..<2 {
        #expect(try await test.client.validate_model_price(request).price == 7 + size)
        #expect(try await test.client.train_model_price(test.modelID(id)).price == .max)
      }
      let model = try await test.stored(id)
      #expect(model.validationPrice == 7 + size)
      #expect(model.trainingPrice == .max)
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
}
