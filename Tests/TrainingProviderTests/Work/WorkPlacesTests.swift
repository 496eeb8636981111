import Testing

@testable import TrainingProvider

@Suite struct WorkPlacesTests {
  @Test func onlySoManyAreTakenAtOnce() async throws {
    let places = places(2)
    let gate = Gate()
    let visits = (0..<5).map { _ in
      Task { try await visit(places) { try await gate.pass() } }
    }
    try await eventually("two go on, three wait") { places.free == 0 && places.waiting == 3 }
    gate.open()
    for visit in visits { try await visit.value }
    #expect(places.free == 2)
    #expect(places.waiting == 0)
  }

  @Test func waitingEndsAtTheDeadlineAndWhenCancelled() async throws {
    let places = places(1)
    try await places.enter()
    let error = await #expect(throws: ProviderError.self) {
      try await places.enter(until: .now + .milliseconds(50))
    }
    #expect(error?.code == .overloaded)
    for deadline in [nil, ContinuousClock.now + .seconds(60)] {
      let waiter = Task { try await places.enter(until: deadline) }
      try await eventually("one waits") { places.waiting == 1 }
      waiter.cancel()
      await #expect(throws: CancellationError.self) { try await waiter.value }
      #expect(places.waiting == 0)
    }
    places.leave()
    #expect(places.free == 1)
  }

  @Test func theLineIsBounded() async throws {
    let places = WorkPlaces(1, maxWaiting: 1, refusal: Self.refusal)
    try await places.enter()
    let waiter = Task { try await places.enter() }
    try await eventually("one waits") { places.waiting == 1 }
    await #expect(throws: ProviderError.self) { try await places.enter() }
    places.leave()
    try await waiter.value
    #expect(places.free == 0)
  }

  /// A task that has got its place no longer counts as waiting.
  @Test func nobodyWaitsForAPlaceThatWasGiven() async throws {
    let places = places(1)
    try await places.enter()
    for _ in 0..<100 {
      let waiter = Task { try await places.enter() }
      try await eventually("one waits") { places.waiting == 1 }
      places.leave()
      #expect(places.waiting == 0)
      try await waiter.value
    }
  }

  /// A place must not get lost if it is given to a task at the moment when its wait ends.
  @Test func noPlaceIsLost() async throws {
    let places = places(2)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<400 {
        group.addTask {
          let visit = Task {
            try await places.enter(until: .now + .milliseconds(number % 7))
            await Task.yield()
            places.leave()
          }
          if number % 3 == 0 { visit.cancel() }
          _ = try? await visit.value
        }
      }
    }
    #expect(places.free == 2)
    #expect(places.waiting == 0)
  }

  private func places(_ count: Int) -> WorkPlaces {
    WorkPlaces(count, maxWaiting: 1000, refusal: Self.refusal)
  }

  private func visit(_ places: WorkPlaces, _ body: () async throws -> Void) async throws {
    try await places.enter()
    defer { places.leave() }
    try await body()
  }

  private static let refusal = ProviderError(.overloaded, "too many")
}
