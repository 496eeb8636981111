import Synchronization

/// The probes of one kind of call, of which a limited number run and wait at once.
///
/// Price calls are free, and a server can keep a probe waiting, so anybody can make any number of
/// slow probes. Each of them holds the connection of its call. That is why few may wait, each model
/// has at most one, and paid calls have a line of their own.
final class ProbeLine: Sendable {
  private let limits: ProbeLimits
  private let places: WorkPlaces
  private let models = Mutex<Set<String>>([])

  init(_ limits: ProbeLimits) {
    self.limits = limits
    places = WorkPlaces(
      limits.maxConcurrent, maxWaiting: limits.maxWaiting,
      refusal: Self.refusal("too many links are being checked; try again later"))
  }

  /// How many probes wait for their turn.
  var waiting: Int { places.waiting }

  /// Waits for a turn, and runs a probe. Cancels the probe if it takes long while others wait.
  ///
  /// - Parameters:
  ///   - modelID: the model that the link is for.
  ///   - probe: looks at the link.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/fetchFailed`` if another link is being
  ///   checked for the model, if too many probes wait, or if the probe takes too long; any error
  ///   that `probe` throws.
  func run<T: Sendable>(
    for modelID: String, _ probe: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    guard models.withLock({ $0.insert(modelID).inserted }) else {
      throw Self.refusal("another link is being checked for the model; try again after that")
    }
    defer { models.withLock { _ = $0.remove(modelID) } }
    try await places.enter(until: .now + limits.placeTimeout)
    defer { places.leave() }
    return try await withInterruption(
      by: { try await self.waitUntilOthersAreDue() },
      orThrow: ProviderError.unfetchable(
        "the server takes too long to answer while other links wait"), probe)
  }

  /// Returns when a probe has used up its time and another probe is waiting.
  private func waitUntilOthersAreDue() async throws {
    try await Task.sleep(for: limits.contendedTime)
    while places.waiting == 0 { try await Task.sleep(for: .milliseconds(100)) }
  }

  private static func refusal(_ message: String) -> ProviderError {
    ProviderError(.fetchFailed, message, field: "training_data_link")
  }
}
