import Foundation
import ServiceLifecycle
import Testing
import TrainingProtos
import TrainingProvider

@testable import ProviderOperations

/// The server for operators, over HTTP.
@Suite struct OperationsServerTests {
  private static let models = [
    StoredModel(
      id: "model-1", status: .errored, name: "<b>loud</b>", serviceName: "ExampleService",
      methodName: "stt", failureReason: "no <i>clip</i>"),
    StoredModel(
      id: "model-2", status: .readyToUse, serviceName: "ExampleService", methodName: "stt"),
  ]

  @Test func pageShowsModels() async throws {
    try await OperationsUnderTest.run(Self.models) { test in
      let page = try await HTTPAnswer.get("/", port: test.port)
      #expect(page.status == 200)
      #expect(page.headers["content-type"] == "text/html; charset=utf-8")
      #expect(page.text.contains("&lt;b&gt;loud&lt;/b&gt;"))
      #expect(page.text.contains("no &lt;i&gt;clip&lt;/i&gt;"))
      #expect(try await HTTPAnswer.get("/style.css", port: test.port).status == 200)
    }
  }

  @Test func jsonHasTheSameContent() async throws {
    try await OperationsUnderTest.run(Self.models) { test in
      let answer = try await HTTPAnswer.get("/state.json", port: test.port)
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      let state = try decoder.decode(ProviderState.self, from: Data(answer.text.utf8))
      #expect(Set(state.models.map(\.id)) == ["model-1", "model-2"])
      #expect(state.modelCounts == ["ERRORED": 1, "READY_TO_USE": 1])
      #expect(state.models.first { $0.id == "model-1" }?.failureReason == "no <i>clip</i>")
    }
  }

  @Test func metricsAreUpToDate() async throws {
    try await OperationsUnderTest.run(Self.models) { test in
      let answer = try await HTTPAnswer.get("/metrics", port: test.port)
      #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      #expect(answer.text.contains("\ntraining_models{status=\"ERRORED\"} 1\n"))
      #expect(answer.text.contains("# HELP training_disk_free_bytes Bytes that"))
      for model in Self.models { #expect(!answer.text.contains(model.id)) }
    }
  }

  @Test(arguments: ["/", "/state.json", "/metrics", "/style.css"])
  func nothingIsRunFramedOrStored(_ path: String) async throws {
    try await OperationsUnderTest.run { test in
      let answer = try await HTTPAnswer.get(path, port: test.port)
      let policy = try #require(answer.headers["content-security-policy"])
      #expect(policy.hasPrefix("default-src 'none'; style-src 'self';"))
      #expect(!policy.contains("unsafe"))
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.headers["cache-control"] == "no-store")
      #expect(answer.headers["access-control-allow-origin"] == nil)
    }
  }

  @Test func otherSitesAreRefused() async throws {
    try await OperationsUnderTest.run(Self.models) { test in
      for path in ["/", "/state.json", "/metrics", "/unknown"] {
        let answer = try await HTTPAnswer.get(path, port: test.port, host: "evil.example")
        #expect(answer.status == 421)
        #expect(!answer.text.contains("loud"))
      }
    }
  }

  @Test func itCanOnlyBeRead() async throws {
    try await OperationsUnderTest.run { test in
      for method in ["POST", "PUT", "DELETE"] {
        let answer = try await HTTPAnswer.get("/", port: test.port, method: method)
        #expect([404, 405].contains(answer.status), "\(method)")
      }
      #expect(try await HTTPAnswer.get("/unknown", port: test.port).status == 404)
    }
  }

  @Test func aTakenPortIsNamed() async throws {
    try await OperationsUnderTest.run { test in
      let second = OperationsServer(provider: test.provider, port: test.port)
      let error = await #expect(throws: ListenerError.self) { try await second.run() }
      #expect(error?.description.contains("choose another port") == true)
    }
  }
}
