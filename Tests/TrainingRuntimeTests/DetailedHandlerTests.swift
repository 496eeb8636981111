import Fixture_shapes
import GRPCCore
import GRPCInProcessTransport
import GRPCProtobuf
import Testing
import TrainingRuntime

/// What detailed handlers can read and send besides messages, in each kind of call.
@Suite struct DetailedHandlerTests {
  @Test(arguments: CallKind.allCases)
  func handlersSeeMetadataAndCaller(_ kind: CallKind) async throws {
    try await withShapes(DetailedShapesServer()) { client in
      let metadata: Metadata = ["word": "hello", "snet-user-address": "0xAbCdEf"]
      let heard = try await kind.call(client, naming: ["private"], metadata: metadata)
      #expect(heard.metadata.text("word") == "hello")
      #expect(heard.metadata.text("caller") == "0xabcdef")
      #expect(heard.models.first == "private")
    }
  }

  @Test(arguments: CallKind.allCases)
  func aCallerWithoutAnAddressIsNobody(_ kind: CallKind) async throws {
    try await withShapes(DetailedShapesServer()) { client in
      let heard = try await kind.call(client, naming: ["ready"])
      #expect(heard.metadata.text("caller") == "nobody")
    }
  }

  @Test(arguments: CallKind.allCases)
  func clientsSeeMetadataAndTrailers(_ kind: CallKind) async throws {
    try await withShapes(DetailedShapesServer()) { client in
      let heard = try await kind.call(client, naming: ["ready"], metadata: ["word": "bye"])
      #expect(heard.metadata.text("word") == "bye")
      #expect(heard.metadata.text("last-word") == nil)
      #expect(heard.trailingMetadata.text("last-word") == "bye")
    }
  }

  @Test(arguments: CallKind.allCases)
  func noHandlerRunsWithoutItsModel(_ kind: CallKind) async throws {
    let service = DetailedShapesServer()
    try await withShapes(service) { client in
      let refused: [(String, RPCError.Code, String)] = [
        ("", .invalidArgument, "MODEL_ID_REQUIRED"), ("missing", .notFound, "MODEL_NOT_FOUND"),
        ("private", .notFound, "MODEL_NOT_FOUND"), ("elsewhere", .notFound, "MODEL_NOT_FOUND"),
        ("training", .failedPrecondition, "MODEL_NOT_READY"),
      ]
      for (id, code, reason) in refused {
        let status = await status {
          _ = try await kind.call(client, naming: [id], metadata: ["snet-user-address": "0x1"])
        }
        #expect(status?.code == code, "\(id)")
        #expect(status?.reason == reason, "\(id)")
      }
      #expect(service.calls.value == 0)
      _ = try await kind.call(client, naming: ["ready"])
      #expect(service.calls.value == 1)
    }
  }

  @Test(arguments: CallKind.allCases.filter(\.takesStream))
  func aLaterMessageMayNotChangeTheModel(_ kind: CallKind) async throws {
    try await withShapes(DetailedShapesServer()) { client in
      let heard = try await kind.call(client, naming: ["ready", "", "ready"])
      #expect(heard.models.first == "ready")
      let status = await status {
        _ = try await kind.call(client, naming: ["ready", "", "public"])
      }
      #expect(status?.code == .invalidArgument)
      #expect(status?.reason == "MODEL_ID_CHANGED")
    }
  }

  @Test(arguments: CallKind.allCases)
  func aRejectionArrivesWithItsMetadata(_ kind: CallKind) async throws {
    let service = DetailedShapesServer()
    try await withShapes(service) { client in
      let error = await #expect(throws: RPCError.self) {
        _ = try await kind.call(client, naming: ["ready"], metadata: ["word": "reject"])
      }
      #expect(error?.code == .resourceExhausted)
      #expect(error?.message == "come back")
      #expect(error?.metadata.text("after") == "7")
      #expect(service.calls.value == 1)
    }
  }
}
