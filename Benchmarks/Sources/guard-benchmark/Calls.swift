import Guide
import TrainingProtos

/// Measures calls of several services. They take turns so often that noise affects all of them
/// alike.
struct Calls {
  /// The number of calls in one turn of a service.
  private static let turn = 200

  private static let request = Service_sttInput.with { $0.modelID.modelID = CachedModels.id }

  /// The samples of each round, one for each service.
  private(set) var rounds: [[Sample]] = []

  /// - Parameters:
  ///   - clients: the clients of all services, in the order of `ServiceUnderTest.allCases`.
  ///   - rounds: the number of turns of each service. Each round begins with a different service.
  init(of clients: [ServiceUnderTest.Client], rounds: Int) async throws {
    for client in clients { _ = try await Self.sample(client) }
    for round in 0..<rounds {
      var samples: [Int: Sample] = [:]
      for turn in clients.indices {
        let index = (round + turn) % clients.count
        samples[index] = try await Self.sample(clients[index])
      }
      self.rounds.append(clients.indices.compactMap { samples[$0] })
    }
  }

  /// Returns the median of all samples of a service.
  func median(of service: ServiceUnderTest) -> Sample {
    Sample.median(of: rounds.map { $0[service.index] })
  }

  /// Returns the median of the differences between the samples of two services in the same round.
  func difference(_ service: ServiceUnderTest, _ other: ServiceUnderTest) -> Sample {
    Sample.median(of: rounds.map { $0[service.index] - $0[other.index] })
  }

  private static func sample(_ client: ServiceUnderTest.Client) async throws -> Sample {
    try await Sample.take(calls: turn) { _ = try await client.stt(request) }
  }
}

extension ServiceUnderTest {
  /// The position of the service in `allCases`.
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
