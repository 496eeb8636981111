import GRPCCore
import GRPCProtobuf
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

@Suite struct CreateModelTests {
  @Test func everythingIsStored() async throws {
    try await ProviderUnderTest.run { test in
      var request = Training_NewModel()
      request.name = "name"
      request.description_p = "description"
      request.grpcMethodName = "stt"
      request.grpcServiceName = "ExampleService"
      request.addressList = ["0xA", "0xB"]
      request.isPublic = true
      request.organizationID = "org"
      request.serviceID = "service"
      request.groupID = "group"
      let id = try await test.client.create_model(request).modelID
      let model = try await test.stored(id)
      #expect(model.status == .created)
      #expect(model.name == "name")
      #expect(model.description == "description")
      #expect(model.addressList == ["0xA", "0xB"])
      #expect(model.isPublic)
      #expect(
        [model.organizationID, model.serviceID, model.groupID] == ["org", "service", "group"])
      let description = try #require(try await test.provider.models.model(withID: id))
      #expect(description.methodName == "stt")
      #expect(try await test.status(id) == .created)
    }
  }

  @Test(arguments: [
    ("stt", ""), ("", "ExampleService"), ("basic_stt", "ExampleService"), ("STT", "ExampleService"),
    ("stt", "service.ExampleService"), ("create_model", "Model"),
  ])
  func onlyTrainingMethodsHaveModels(_ method: String, _ service: String) async throws {
    try await ProviderUnderTest.run { test in
      let status = try await expect(.invalidArgument, "UNKNOWN_METHOD") {
        try await test.create(method: method, service: service)
      }
      #expect(status.message.contains("ExampleService.stt, ExampleService.tts"))
      #expect(status.details.compactMap(\.badRequest).count == 1)
    }
  }

  @Test func textsAreBounded() async throws {
    try await ProviderUnderTest.run { test in
      var request = Training_NewModel()
      request.grpcMethodName = "stt"
      request.grpcServiceName = "ExampleService"
      request.name = String(repeating: "é", count: 129)
      let status = try await expect(.invalidArgument, "INVALID_REQUEST") { [request] in
        try await test.client.create_model(request)
      }
      #expect(status.details.compactMap(\.badRequest).first?.violations.first?.field == "name")
      request.name = String(repeating: "é", count: 128)
      _ = try await test.client.create_model(request)
      request.addressList = Array(repeating: "0xA", count: 1025)
      _ = try await expect(.invalidArgument, "INVALID_REQUEST") { [request] in
        try await test.client.create_model(request)
      }
    }
  }

  @Test func quotaHoldsForKnownAddressesAndIsFreedByDeletion() async throws {
    try await ProviderUnderTest.run { test in
      var ids: [String] = []
      for address in ["0xAB", "0xab", "0xaB"] {
        ids.append(try await test.create(addresses: [address]))
      }
      let status = try await expect(.resourceExhausted, "QUOTA_EXCEEDED") {
        try await test.create(addresses: ["0xCD", "0xab"])
      }
      let violation = try #require(
        status.details.compactMap(\.quotaFailure).first?.violations.first)
      #expect(violation.subject == "0xab")
      _ = try await test.create(addresses: [])
      _ = try await test.create(addresses: ["0xCD"])
      _ = try await test.create(method: "tts", addresses: ["0xab"])
      _ = try await test.delete(ids[0])
      _ = try await test.create(addresses: ["0xab"])
    }
  }
}
