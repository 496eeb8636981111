import Foundation
import TestSupport
import Testing

@testable import sample_client

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The page and the metrics for operators of the running server.
@Suite struct OperationsTests {
  @Test func operatorsSeeModelsAndMetrics() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory, ["--operations-port", "0"]) { server in
        let id = try await server.withConsumer { try await $0.createModel("<seen>") }
        let base = try await Self.address(of: server)
        let page = try await Self.text(base)
        #expect(page.contains("&lt;seen&gt;"))
        #expect(page.contains(id))
        let metrics = try await Self.text(base.appendingPathComponent("metrics"))
        let call = "service=\"training.Model\",method=\"create_model\",code=\"OK\""
        #expect(metrics.contains("\ntraining_calls_total{\(call)} 1\n"))
        #expect(metrics.contains("\ntraining_connections_open{listener=\"maintenance\"} "))
        #expect(!metrics.contains(id))
      }
    }
  }

  /// The URL that the log gives.
  private static func address(of server: RunningServer) async throws -> URL {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      let log = try String(contentsOf: server.log, encoding: .utf8)
      let line = log.split(separator: "\n").first { $0.contains("operators are served") }
      if let url = line?.firstMatch(of: /url=(\S+)/), let url = URL(string: String(url.1)) {
        return url
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw ServerFailure(log: try String(contentsOf: server.log, encoding: .utf8))
  }

  private static func text(_ url: URL) async throws -> String {
    String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
  }
}
