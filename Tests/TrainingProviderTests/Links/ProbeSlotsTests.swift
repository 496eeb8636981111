import Testing

@testable import TrainingProvider

@Suite struct ProbeSlotsTests {
  @Test func onlySoManyGoOnAtOnce() async throws {
    let slots = ProbeSlots(2)
    let gate = Gate()
    let deadline = ContinuousClock.now + .seconds(60)
    let probes = (0..<5).map { _ in
      Task { try await slots.use(until: deadline) { try await gate.pass() } }
    }
    try await eventually("two go on, three wait") { slots.free == 0 && slots.waiting == 3 }
    gate.open()
    for probe in probes { try await probe.value }
    #expect(slots.free == 2)
    #expect(slots.waiting == 0)
  }

  @Test func waitingEndsAtTheDeadlineAndWhenCancelled() async throws {
    let slots = ProbeSlots(1)
    let gate = Gate()
    let holder = Task {
      try await slots.use(until: .now + .seconds(60)) { try await gate.pass() }
    }
    try await eventually("the slot is taken") { slots.free == 0 }
    let error = await #expect(throws: ProviderError.self) {
      try await slots.use(until: .now + .milliseconds(50)) {}
    }
    #expect(error?.code == .fetchFailed)
    let waiter = Task { try await slots.use(until: .now + .seconds(60)) {} }
    try await eventually("one waits") { slots.waiting == 1 }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    #expect(slots.waiting == 0)
    gate.open()
    try await holder.value
    #expect(slots.free == 1)
  }

  /// Turns that come while their task gives up must not be lost.
  @Test func noSlotIsLost() async throws {
    let slots = ProbeSlots(2)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<400 {
        group.addTask {
          let probe = Task {
            try await slots.use(until: .now + .milliseconds(number % 7)) { await Task.yield() }
          }
          if number % 3 == 0 { probe.cancel() }
          _ = try? await probe.value
        }
      }
    }
    #expect(slots.free == 2)
    #expect(slots.waiting == 0)
  }
}
