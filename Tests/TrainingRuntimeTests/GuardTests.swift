import Fixture_shapes
import GRPCCore
import GRPCInProcessTransport
import GRPCProtobuf
import SwiftProtobuf
import Testing
import TrainingProtos
import TrainingRuntime

/// Calls from a client to a server, for each way to guard a service.
@Suite struct GuardTests {
  @Test(arguments: Guarding.allCases)
  func aReadyModelReachesTheHandler(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      try await expectEqual(client.unary(.with { $0.modelID.modelID = "ready" }).models, ["ready"])
    }
  }

  @Test(arguments: [nil, ""] as [String?], Guarding.allCases)
  func theDefaultModelStandsIn(_ id: String?, _ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let request = Fixtures_Shapes_Single.with { if let id { $0.modelID.modelID = id } }
      try await expectEqual(client.unary(request).models, ["default base"])
    }
  }

  @Test(arguments: Guarding.allCases)
  func withoutADefaultAModelIsRequired(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let status = await status { _ = try await client.noDefault(Fixtures_Shapes_Maybe()) }
      #expect(status?.code == .invalidArgument)
      #expect(status?.badField == "model_id.model_id")
      #expect(status?.reason == "MODEL_ID_REQUIRED")
    }
  }

  @Test(
    arguments: ["tab\t", "naïve", String(repeating: "x", count: 129), "two words"],
    Guarding.allCases)
  func malformedIdentifiersAreRefused(_ id: String, _ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let status = await status { _ = try await client.unary(.with { $0.modelID.modelID = id }) }
      #expect(status?.code == .invalidArgument)
      #expect(status?.reason == "MODEL_ID_MALFORMED")
    }
  }

  /// The answer is the same for a model that the caller isn't allowed to use and for a model that
  /// doesn't exist.
  @Test(arguments: ["missing", "deleted", "private", "elsewhere"], Guarding.allCases)
  func whatACallerMayNotSeeIsNotFound(_ id: String, _ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let status = await status { _ = try await client.unary(.with { $0.modelID.modelID = id }) }
      #expect(status?.code == .notFound)
      #expect(status?.message.contains("there is no model \(id) that this caller can use") == true)
      #expect(status?.reason == "MODEL_NOT_FOUND")
    }
  }

  @Test(arguments: Guarding.allCases)
  func theAddressListOpensAPrivateModel(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let request = Fixtures_Shapes_Single.with { $0.modelID.modelID = "private" }
      let member: Metadata = ["snet-user-address": "0xABCDEF"]
      try await expectEqual(client.unary(request, metadata: member).models, ["private"])
      let stranger: Metadata = ["snet-user-address": "0x000000"]
      let status = await status { _ = try await client.unary(request, metadata: stranger) }
      #expect(status?.code == .notFound)
    }
  }

  @Test(arguments: Guarding.allCases)
  func anonymousCallersCanBeTrusted(_ guarding: Guarding) async throws {
    try await withShapes(guarding, options: GuardOptions(anonymousCallers: .areTrusted)) { client in
      let request = Fixtures_Shapes_Single.with { $0.modelID.modelID = "private" }
      try await expectEqual(client.unary(request).models, ["private"])
    }
  }

  @Test(arguments: Guarding.allCases)
  func aModelThatIsNotReadyIsAFailedPrecondition(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let status = await status {
        _ = try await client.unary(.with { $0.modelID.modelID = "training" })
      }
      #expect(status?.code == .failedPrecondition)
      let failure = status?.details.compactMap(\.preconditionFailure).first?.violations.first
      #expect(failure?.subject == "training")
      #expect(failure?.violationDescription.contains("TRAINING") == true)
    }
  }

  @Test(arguments: Guarding.allCases)
  func aRegistryThatFailsIsUnavailable(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let request = Fixtures_Shapes_Single.with { $0.modelID.modelID = "fail" }
      let status = await status { _ = try await client.unary(request) }
      #expect(status?.code == .unavailable)
    }
  }

  @Test(arguments: Guarding.allCases)
  func everyShapeHasItsParameter(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      try await expectEqual(client.oneof(.with { $0.name = "n" }).models, ["none"])
      try await expectEqual(client.oneof(.with { $0.modelID.modelID = "ready" }).models, ["ready"])
      let many = Fixtures_Shapes_Many.with {
        $0.models = ["ready", "public"].map { id in .with { $0.modelID = id } }
      }
      try await expectEqual(client.repeated(many).models, ["ready", "public"])
      let pair = Fixtures_Shapes_Pair.with {
        $0.sourceID.modelID = "ready"
        $0.targetID.modelID = "public"
      }
      try await expectEqual(client.two(pair).models, ["ready", "public"])
      let half = Fixtures_Shapes_Pair.with { $0.sourceID.modelID = "ready" }
      let status = await status { _ = try await client.two(half) }
      #expect(status?.badField == "target_id.model_id")
    }
  }

  @Test(arguments: Guarding.allCases)
  func aStreamKeepsTheModelOfItsFirstMessage(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let models = try await client.upload(
        request: stream(of: ["ready", "", "ready"])
      ).models
      #expect(models == ["ready", "3"])
      let status = await status {
        _ = try await client.upload(request: stream(of: ["ready", "public"]))
      }
      #expect(status?.reason == "MODEL_ID_CHANGED")
    }
  }

  /// A later message can repeat the model of the first message or leave it out.
  @Test(arguments: Guarding.allCases)
  func aStreamMayNameTheModelItHas(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let answers = try await client.both(request: stream(of: ["ready", "", "ready"])) { response in
        try await response.messages.reduce(into: []) { $0 += $1.models }
      }
      #expect(answers == ["ready", "ready", "ready"])
      let status = await status {
        try await client.both(request: stream(of: ["ready", "public"])) { response in
          for try await _ in response.messages {}
        }
      }
      #expect(status?.reason == "MODEL_ID_CHANGED")
      #expect(status?.badField == "model_id.model_id")
    }
  }

  @Test(arguments: Guarding.allCases)
  func aStreamWithoutAMessageNamesNoModel(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let status = await status { _ = try await client.upload(request: stream(of: [])) }
      #expect(status?.reason == "MODEL_ID_REQUIRED")
    }
  }

  @Test(arguments: Guarding.allCases)
  func modelsAreAtHandWhileAnswersAreStreamed(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let answers = try await client.download(.with { $0.modelID.modelID = "ready" }) { response in
        try await response.messages.reduce(into: []) { $0 += $1.models }
      }
      #expect(answers == ["ready"])
    }
  }

  @Test(arguments: Guarding.allCases)
  func methodsWithoutModelsPass(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      try await expectEqual(client.deep(Fixtures_Shapes_Nested()).models, [])
    }
  }

  private func stream(
    of ids: [String]
  ) -> StreamingClientRequest<Fixtures_Shapes_Single> {
    StreamingClientRequest { writer in
      for id in ids { try await writer.write(.with { $0.modelID.modelID = id }) }
    }
  }
}
