import Fixture_shapes
import GRPCCore
import GRPCProtobuf
import SwiftProtobuf
import Testing
import TrainingProtos
import TrainingRuntime

/// What a client learns about a request with several violations.
@Suite struct ViolationTests {
  @Test(arguments: Guarding.allCases)
  func allFieldsAreReported(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let pair = Fixtures_Shapes_Pair.with { $0.targetID.modelID = "two words" }
      let status = await status { _ = try await client.two(pair) }
      #expect(status?.code == .invalidArgument)
      #expect(status?.badFields == ["source_id.model_id", "target_id.model_id"])
      #expect(status?.reasons == ["MODEL_ID_REQUIRED", "MODEL_ID_MALFORMED"])
      #expect(status?.message.hasSuffix("this method has no default one (and 1 more)") == true)
    }
  }

  @Test(arguments: Guarding.allCases)
  func elementsAreNamedByTheirIndex(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let status = await status {
        _ = try await client.repeated(many(["ready", "missing", "public", "training"]))
      }
      #expect(status?.badFields == ["models[1].model_id", "models[3].model_id"])
      #expect(status?.reasons == ["MODEL_NOT_FOUND", "MODEL_NOT_READY"])
    }
  }

  /// Errors in the request are worse than models that don't exist, and those are worse than models
  /// that aren't ready.
  @Test(arguments: Guarding.allCases)
  func theWorstViolationDecides(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let codes: [([String], RPCError.Code, String)] = [
        (["training", "missing", ""], .invalidArgument, "MODEL_ID_REQUIRED"),
        (["training", "missing"], .notFound, "MODEL_NOT_FOUND"),
        (["ready", "training"], .failedPrecondition, "MODEL_NOT_READY"),
      ]
      for (ids, code, reason) in codes {
        let status = await status { _ = try await client.repeated(many(ids)) }
        #expect(status?.code == code)
        #expect(status?.reason == reason)
      }
    }
  }

  /// Trailers have to be small. The details therefore list only some of the violations, but report
  /// how many there are.
  @Test(arguments: Guarding.allCases)
  func detailsFitIntoTrailers(_ guarding: Guarding) async throws {
    try await withShapes(guarding, options: GuardOptions(maxModels: 10_000)) { client in
      let long = String(repeating: "x", count: 128)
      let ids = (0..<5000).map { $0.isMultiple(of: 2) ? "training" : long }
      let error = await #expect(throws: RPCError.self) { _ = try await client.repeated(many(ids)) }
      let status = try #require(try error?.unpackGoogleRPCStatus())
      let info = status.details.compactMap(\.errorInfo).first
      #expect(info?.metadata["violations"] == "5000")
      #expect((10..<100).contains(status.badFields.count))
      let trailer = error?.metadata[binaryValues: "grpc-status-details-bin"].first { _ in true }
      #expect((trailer?.count ?? .max) < 6000)
    }
  }

  @Test(arguments: Guarding.allCases)
  func aCallNamesOnlySoManyModels(_ guarding: Guarding) async throws {
    try await withShapes(guarding, options: GuardOptions(maxModels: 2)) { client in
      try await expectEqual(
        client.repeated(many(["ready", "public"])).models, ["ready", "public"])
      let status = await status {
        _ = try await client.repeated(many(["ready", "ready", "ready"]))
      }
      #expect(status?.code == .invalidArgument)
      #expect(status?.badFields == ["models"])
      #expect(status?.reason == "MODEL_ID_TOO_MANY")
    }
  }

  /// Nothing in the answer reveals whether a private model exists.
  @Test(arguments: Guarding.allCases)
  func unknownAndForbiddenLookAlike(_ guarding: Guarding) async throws {
    try await withShapes(guarding) { client in
      let answers = await ["missing", "private", "deleted"].asyncMap { id in
        let status = await status { _ = try await client.unary(.with { $0.modelID.modelID = id }) }
        return status?.everything.replacing(id, with: "ID")
      }
      #expect(answers.first != .some(nil))
      #expect(Set(answers).count == 1, "\(answers)")
    }
  }

  private func many(_ ids: [String]) -> Fixtures_Shapes_Many {
    .with { $0.models = ids.map { id in .with { $0.modelID = id } } }
  }
}

extension GoogleRPCStatus {
  /// Everything that a client can read, in a fixed order.
  fileprivate var everything: String {
    let info = details.compactMap(\.errorInfo).map { info in
      "\(info.reason) \(info.metadata.sorted { $0.key < $1.key })"
    }
    let fields = details.compactMap(\.badRequest).flatMap(\.violations).map {
      "\($0.field) \($0.reason) \($0.violationDescription)"
    }
    return "\(code) \(message) \(info) \(fields) \(details.count)"
  }

  /// The reasons of the field violations, in order.
  fileprivate var reasons: [String] {
    details.compactMap(\.badRequest).first?.violations.map { $0.reason } ?? []
  }
}

extension Array {
  fileprivate func asyncMap<Mapped>(_ transform: (Element) async -> Mapped) async -> [Mapped] {
    var mapped: [Mapped] = []
    for element in self { mapped.append(await transform(element)) }
    return mapped
  }
}
