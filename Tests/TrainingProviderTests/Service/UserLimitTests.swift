import GRPCCore
import Testing
import TrainingProtos

@testable import TrainingProvider

/// The limit on the models of an address, when many clients want the last place.
@Suite struct UserLimitTests {
  @Test func oneOfManyClientsGetsTheLastPlace() async throws {
    try await ProviderUnderTest.run { test in
      for round in 0..<8 {
        let address = "0x\(round)"
        for _ in 0..<2 { _ = try await test.create(addresses: [address]) }
        let ids = try await withThrowingTaskGroup(of: String?.self) { group in
          for _ in 0..<64 {
            group.addTask {
              do {
                return try await test.create(addresses: ["0xother\(round)", address])
              } catch {
                try await expect(.resourceExhausted, "QUOTA_EXCEEDED") { throw error }
                return nil
              }
            }
          }
          return try await group.reduce(into: [String]()) { if let id = $1 { $0.append(id) } }
        }
        #expect(ids.count == 1)
        // The place of a deleted model is free again.
        _ = try await test.delete(try #require(ids.first))
        _ = try await test.create(addresses: [address])
        try await expect(.resourceExhausted, "QUOTA_EXCEEDED") {
          try await test.create(addresses: [address])
        }
      }
    }
  }
}
