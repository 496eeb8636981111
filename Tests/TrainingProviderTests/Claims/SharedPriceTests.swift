import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Prices that another provider gave, by a clock of its own.
@Suite struct SharedPriceTests {
  @Test(arguments: [-3600.0, 3600]) func pricesHoldIfClocksDiffer(_ offset: Double) async throws {
    try await withPriceGiven(offset) { test, id in
      #expect(try await test.trainAtOnce(id) == .training)
      try await test.reaches(id, .readyToUse)
    }
  }

  /// A price is refused that is too old by any clock.
  @Test(arguments: [-7300.0, 7300]) func olderPricesDoNotHold(_ offset: Double) async throws {
    try await withPriceGiven(offset) { test, id in
      try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") { try await test.trainAtOnce(id) }
    }
  }

  /// - Parameter offset: by how many seconds the clock of the provider that gave the price differs.
  private func withPriceGiven(
    _ offset: Double, _ body: (ProviderUnderTest, String) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { root in
      let claims = FaultyClaims(LocalJobClaims(), takeoverInterval: .seconds(60))
      try await ProviderUnderTest.run(in: root, claims: claims) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        try await test.trainingPrice(id)
        try await test.provider.models.update(id) { $0.trainingQuote?.date += offset }
        try await body(test, id)
      }
    }
  }
}
