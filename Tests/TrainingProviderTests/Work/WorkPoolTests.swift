import Foundation
import Testing

@testable import TrainingProvider

@Suite struct WorkPoolTests {
  /// Work runs on threads of the pool, so the cooperative pool is free even if all of them are
  /// busy.
  @Test func busyThreadsAreNotTheCooperativePools() async throws {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let pool = WorkPool("test", threads: cores * 2, maxWaiting: 8, priority: .computing)
    let isOver = Shared(false)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<cores * 2 {
        group.addTask { try await pool.run { while !isOver.value {} } }
      }
      // This would hang if one of these had no thread.
      for _ in 0..<1000 { await Task { await Task.yield() }.value }
      isOver.change { $0 = true }
      try await group.waitForAll()
    }
  }

  @Test func asMuchRunsAtOnceAsThereAreThreads() async throws {
    let pool = WorkPool("test", threads: 3, maxWaiting: 100)
    let running = Shared(0)
    let most = Shared(0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await pool.run {
            let now = running.change { running in
              running += 1
              return running
            }
            most.change { $0 = max($0, now) }
            usleep(1000)
            running.change { $0 -= 1 }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(most.value == 3)
  }

  /// Suspended work keeps its place, so that the number of trainings is limited, but not its
  /// thread.
  @Test func suspendedWorkKeepsItsPlace() async throws {
    let pool = WorkPool("test", threads: 1, maxWaiting: 100)
    let order = Shared<[Int]>([])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<3 {
        group.addTask {
          try await Task.sleep(for: .milliseconds(50 * index))
          try await pool.run {
            order.change { $0.append(index) }
            try await Task.sleep(for: .milliseconds(150))
            order.change { $0.append(index) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(order.value == [0, 0, 1, 1, 2, 2])
  }

  @Test func oneTooManyIsRefused() async throws {
    let pool = WorkPool("recognisers", threads: 1, maxWaiting: 1)
    let gate = Gate()
    let isRunning = Shared(false)
    let running = Task {
      try await pool.run {
        isRunning.change { $0 = true }
        try await gate.pass()
      }
    }
    try await eventually("work does not begin") { isRunning.value }
    // One of the two waits, and the other is refused.
    let refusals = Shared<[ProviderError]>([])
    let others = (0..<2).map { _ in
      Task {
        do {
          try await pool.run {}
        } catch let error as ProviderError {
          refusals.change { $0.append(error) }
        }
      }
    }
    try await eventually("nobody is refused") { refusals.value.count == 1 }
    #expect(refusals.value.first?.code == .overloaded)
    #expect(refusals.value.first?.message.contains("recognisers") == true)
    gate.open()
    for task in [running] + others { try await task.value }
    try await pool.run {}
    #expect(refusals.value.count == 1)
  }

  @Test func whoIsCancelledInLineLeavesIt() async throws {
    let pool = WorkPool("test", threads: 1, maxWaiting: 3)
    let (begun, gate) = (Gate(), Gate())
    let running = Task {
      try await pool.run {
        begun.open()
        try await gate.pass()
      }
    }
    try await begun.pass()
    for _ in 0..<20 {
      let waiting = (0..<3).map { _ in
        Task { () throws -> Void in
          try await pool.run { _ = Issue.record("it ran") }
        }
      }
      for task in waiting { task.cancel() }
      for task in waiting {
        await #expect(throws: (any Error).self) { try await task.value }
      }
    }
    gate.open()
    try await running.value
    try await pool.run {}
  }

  @Test func errorsAndResultsComeBack() async throws {
    struct Failure: Error {}
    let pool = WorkPool("test", threads: 1, maxWaiting: 0)
    await #expect(throws: Failure.self) { try await pool.run { throw Failure() } }
    #expect(try await pool.run { 7 } == 7)
  }

  #if os(Linux)
    /// Threads that compute have a lower priority than those that serve.
    @Test func computingThreadsAreNice() async throws {
      let weight: @Sendable () -> CInt = {
        getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
      }
      // A new thread has the priority of the thread that starts it.
      let own = weight()
      let serving = WorkPool("test", threads: 1, maxWaiting: 0)
      let computing = WorkPool("test", threads: 1, maxWaiting: 0, priority: .computing)
      #expect(try await serving.run { weight() } == own)
      #expect(try await computing.run { weight() } == 10)
    }
  #endif

  /// Pools are created and released, with and without running work.
  @Test func poolsAreReleased() async throws {
    // Other pools live for as long as the process, among them those that look up hosts.
    let before = try threadCount()
    for _ in 0..<50 {
      let pool = WorkPool("test", threads: 4, maxWaiting: 0)
      #expect(try await pool.run { 1 } == 1)
    }
    try await eventually("threads stay") { try threadCount() < before + 50 }
  }

  private func threadCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
  }
}
