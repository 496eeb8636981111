import Guide
import TrainingProtos

/// Calls of several services, which take turns so often that noise hits all alike.
struct Calls {
  /// How many calls one service gets before it is another's turn.
  private static let turn = 200

  private static let request = Service_sttInput.with { $0.modelID.modelID = CachedModels.id }

  /// A sample of each service for every round.
  private(set) var rounds: [[Sample]] = []

  /// - Parameters:
  ///   - clients: one for each of all services.
  ///   - rounds: how often each service gets its turn. Each round begins with another service.
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

  /// What a call of a service takes.
  func median(of service: ServiceUnderTest) -> Sample {
    Sample.median(of: rounds.map { $0[service.index] })
  }

  /// What a call of a service takes more than one of another in the same round.
  func difference(_ service: ServiceUnderTest, _ other: ServiceUnderTest) -> Sample {
    Sample.median(of: rounds.map { $0[service.index] - $0[other.index] })
  }

  private static func sample(_ client: ServiceUnderTest.Client) async throws -> Sample {
    try await Sample.take(calls: turn) { _ = try await client.stt(request) }
  }
}

extension ServiceUnderTest {
  /// The place among all services.
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
