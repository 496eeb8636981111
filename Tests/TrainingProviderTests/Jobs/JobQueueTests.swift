import Synchronization
import Testing

@testable import TrainingProvider

@Suite struct JobQueueTests {
  @Test func jobsAreHeldUntilTheStart() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits()) { await log.run($0) }
    await queue.add(job(.training, 0))
    #expect(log.begun == [])
    await queue.start()
    try await eventually("job does not begin") { log.begun == ["0"] }
    log.gate.open()
    await queue.stop()
  }

  @Test func eachKindIsBoundedByItself() async throws {
    let log = JobLog()
    let limits = JobLimits(concurrentValidations: 2, concurrentTrainings: 1)
    let queue = JobQueue(limits) { await log.run($0) }
    await queue.start()
    for index in 0..<6 { await queue.add(job(index % 2 == 0 ? .training : .validation, index)) }
    try await eventually("jobs do not begin") { log.begun.count == 3 }
    #expect(Set(log.begun) == ["0", "1", "3"])
    log.gate.open()
    try await eventually("jobs do not end") { log.ended == 6 }
    #expect(log.most == 3)
    await queue.stop()
  }

  @Test func stopCancelsAndWaits() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits()) { await log.run($0) }
    await queue.start()
    await queue.add(job(.training, 0))
    await queue.add(job(.training, 1))
    try await eventually("job does not begin") { log.begun.count == 1 }
    await queue.stop()
    #expect(log.ended == 1)
    #expect(log.begun == ["0"])
    #expect(await !queue.isOpen)
    await queue.add(job(.training, 2))
    #expect(log.begun == ["0"])
  }

  @Test func stopDoesNotWaitForEver() async throws {
    let log = JobLog(gate: Gate(ignoresCancellation: true))
    let queue = JobQueue(JobLimits(shutdownGrace: .milliseconds(50))) { await log.run($0) }
    await queue.start()
    await queue.add(job(.training, 0))
    try await eventually("job does not begin") { log.begun.count == 1 }
    await queue.stop()
    #expect(log.ended == 0)
    log.gate.open()
    try await eventually("job does not end") { log.ended == 1 }
  }

  private func job(_ kind: Job.Kind, _ index: Int) -> Job {
    Job(kind, of: StoredModel(id: "\(index)", serviceName: "S", methodName: "m"))
  }
}

/// Notes which jobs run, and holds them until its gate opens.
private final class JobLog: Sendable {
  let gate: Gate
  private let state = Mutex((begun: [String](), running: 0, most: 0, ended: 0))

  init(gate: Gate = Gate()) {
    self.gate = gate
  }

  var begun: [String] { state.withLock(\.begun) }
  var most: Int { state.withLock(\.most) }
  var ended: Int { state.withLock(\.ended) }

  func run(_ job: Job) async {
    state.withLock { state in
      state.begun.append(job.modelID)
      state.running += 1
      state.most = max(state.most, state.running)
    }
    try? await gate.pass()
    state.withLock { state in
      state.running -= 1
      state.ended += 1
    }
  }
}
