import Fixture_shapes
import GRPCCore
import GRPCInProcessTransport
import GRPCProtobuf
import SwiftProtobuf
import Testing
import TrainingProtos
import TrainingRuntime

/// Calls through a real server and client, as far as the guards let them.
@Suite struct GuardTests {
  @Test func aReadyModelReachesTheHandler() async throws {
    try await withShapes { client in
      try await expectEqual(client.unary(.with { $0.modelID.modelID = "ready" }).models, ["ready"])
    }
  }

  @Test(arguments: [nil, ""] as [String?])
  func theDefaultModelStandsIn(_ id: String?) async throws {
    try await withShapes { client in
      let request = Fixtures_Shapes_Single.with { if let id { $0.modelID.modelID = id } }
      try await expectEqual(client.unary(request).models, ["default base"])
    }
  }

  @Test func withoutADefaultAModelIsRequired() async throws {
    try await withShapes { client in
      let status = await status { _ = try await client.noDefault(Fixtures_Shapes_Maybe()) }
      #expect(status?.code == .invalidArgument)
      #expect(status?.badField == "model_id.model_id")
      #expect(status?.reason == "MODEL_ID_REQUIRED")
    }
  }

  @Test(arguments: ["tab\t", "naïve", String(repeating: "x", count: 129), "two words"])
  func malformedIdentifiersAreRefused(_ id: String) async throws {
    try await withShapes { client in
      let status = await status { _ = try await client.unary(.with { $0.modelID.modelID = id }) }
      #expect(status?.code == .invalidArgument)
      #expect(status?.reason == "MODEL_ID_MALFORMED")
    }
  }

  /// A stranger hears the same of a private model as of one that never was.
  @Test(arguments: ["missing", "deleted", "private", "elsewhere"])
  func whatACallerMayNotSeeIsNotFound(_ id: String) async throws {
    try await withShapes { client in
      let status = await status { _ = try await client.unary(.with { $0.modelID.modelID = id }) }
      #expect(status?.code == .notFound)
      #expect(status?.message.contains("there is no model \(id) that this caller can use") == true)
      #expect(status?.reason == "MODEL_NOT_FOUND")
    }
  }

  @Test func theAddressListOpensAPrivateModel() async throws {
    try await withShapes { client in
      let request = Fixtures_Shapes_Single.with { $0.modelID.modelID = "private" }
      let member: Metadata = ["snet-user-address": "0xABCDEF"]
      try await expectEqual(client.unary(request, metadata: member).models, ["private"])
      let stranger: Metadata = ["snet-user-address": "0x000000"]
      let status = await status { _ = try await client.unary(request, metadata: stranger) }
      #expect(status?.code == .notFound)
    }
  }

  @Test func anonymousCallersCanBeTrusted() async throws {
    try await withShapes(options: GuardOptions(anonymousCallers: .areTrusted)) { client in
      let request = Fixtures_Shapes_Single.with { $0.modelID.modelID = "private" }
      try await expectEqual(client.unary(request).models, ["private"])
    }
  }

  @Test func aModelThatIsNotReadyIsAFailedPrecondition() async throws {
    try await withShapes { client in
      let status = await status {
        _ = try await client.unary(.with { $0.modelID.modelID = "training" })
      }
      #expect(status?.code == .failedPrecondition)
      let failure = status?.details.compactMap(\.preconditionFailure).first?.violations.first
      #expect(failure?.subject == "training")
      #expect(failure?.violationDescription.contains("TRAINING") == true)
    }
  }

  @Test func aRegistryThatFailsIsUnavailable() async throws {
    try await withShapes { client in
      let request = Fixtures_Shapes_Single.with { $0.modelID.modelID = "fail" }
      let status = await status { _ = try await client.unary(request) }
      #expect(status?.code == .unavailable)
    }
  }

  @Test func everyShapeHasItsParameter() async throws {
    try await withShapes { client in
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

  @Test func aStreamKeepsTheModelOfItsFirstMessage() async throws {
    try await withShapes { client in
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

  private func stream(
    of ids: [String]
  ) -> StreamingClientRequest<Fixtures_Shapes_Single> {
    StreamingClientRequest { writer in
      for id in ids { try await writer.write(.with { $0.modelID.modelID = id }) }
    }
  }
}
