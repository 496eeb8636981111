import GRPCCore
import SwiftProtobuf
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct HealthTests {
  private typealias Health = Grpc_Health_V1_Health.Client

  @Test(arguments: ["", "Test", "training.Model", "speech"])
  func knownNamesServeOnBothListeners(_ name: String) async throws {
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory, serviceID: "speech") { served in
        for listener in [ServedProvider.Listener.service, .maintenance] {
          let status = try await served.withClient(of: listener) { client in
            try await Health(wrapping: client).check(.with { $0.service = name }).status
          }
          #expect(status == .serving)
        }
      }
    }
  }

  @Test func unknownNamesAreNotFound() async throws {
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory) { served in
        try await served.withClient(of: .service) { client in
          let error = await #expect(throws: RPCError.self) {
            try await Health(wrapping: client).check(.with { $0.service = "speech" })
          }
          #expect(error?.code == .notFound)
        }
      }
    }
  }

  @Test func everyNameIsListed() async throws {
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory, serviceID: "speech") { served in
        try await served.withClient(of: .service) { client in
          let statuses = try await Health(wrapping: client).list(.init()).statuses
          #expect(statuses.keys.sorted() == ["", "Test", "speech", "training.Model"])
          #expect(statuses.values.allSatisfy { $0.status == .serving })
        }
      }
    }
  }

  /// A watch of a server that shuts down ends, so that it doesn't hold up the shutdown.
  @Test func watchesSeeTheShutdownAndEnd() async throws {
    try await withTemporaryDirectory { directory in
      try await ServedProvider.run(in: directory) { served in
        try await served.withClient(of: .service) { client in
          try await Health(wrapping: client).watch(.with { $0.service = "Test" }) { response in
            var statuses: [HealthTable.Status] = []
            do {
              for try await message in response.messages {
                statuses.append(message.status)
                if statuses.count == 1 { await served.beginShutdown() }
              }
            } catch let error as RPCError {
              #expect(error.code == .unavailable)
              #expect(error.message.contains("shutting down"))
            }
            #expect(statuses == [.serving, .notServing])
          }
          try await served.end()
        }
      }
    }
  }

  @Test func watchesOfLeftClientsEnd() async throws {
    let table = HealthTable(["Test"])
    let watch = try table.watch("Test")
    #expect(table.watcherCount == 1)
    watch.end()
    #expect(table.watcherCount == 0)
    var statuses: [HealthTable.Status] = []
    for await status in watch.statuses { statuses.append(status) }
    #expect(statuses == [.serving])
  }

  @Test func watchesAreLimited() async throws {
    let table = HealthTable([], maxWatchers: 2)
    let watches = [try table.watch(""), try table.watch("unknown")]
    let error = #expect(throws: RPCError.self) { try table.watch("") }
    #expect(error?.code == .resourceExhausted)
    watches[0].end()
    let last = try table.watch("")
    table.shutDown()
    var statuses: [HealthTable.Status] = []
    for watch in [watches[1], last] {
      for await status in watch.statuses { statuses.append(status) }
    }
    // Only the latest status is kept.
    #expect(statuses == [.serviceUnknown, .notServing])
    #expect(throws: RPCError.self) { try table.watch("") }
  }
}
