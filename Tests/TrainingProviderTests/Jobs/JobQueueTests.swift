import Foundation
import Synchronization
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct JobQueueTests {
  @Test func jobsAreHeldUntilTheStart() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits()) { await log.run($1) }
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
    let queue = JobQueue(limits) { await log.run($1) }
    await queue.start()
    for index in 0..<6 { await queue.add(job(index % 2 == 0 ? .training : .validation, index)) }
    try await eventually("jobs do not begin") { log.begun.count == 3 }
    #expect(Set(log.begun) == ["0", "1", "3"])
    log.gate.open()
    try await eventually("jobs do not end") { log.ended == 6 }
    #expect(log.most == 3)
    await queue.stop()
  }

  /// Users take turns, whoever came first and with however many models.
  @Test func oneUserWithManyModelsHoldsUpNobody() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits()) { await log.run($1) }
    await queue.start()
    for index in 0..<500 { await queue.add(job(.training, index, user: "0xA")) }
    try await eventually("job does not begin") { log.begun == ["0"] }
    await queue.add(job(.training, 500, user: "0xB"))
    await queue.add(job(.training, 501, user: "0xB"))
    log.gate.open()
    try await eventually("jobs do not end") { log.ended == 502 }
    #expect(log.begun.prefix(5) == ["0", "500", "1", "501", "2"])
    await queue.stop()
  }

  /// With several places, each user gets the same number of them.
  @Test func usersShareThePlaces() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits(concurrentTrainings: 4)) { await log.run($1) }
    for index in 0..<50 { await queue.add(job(.training, index, user: "0xA")) }
    for index in 50..<52 { await queue.add(job(.training, index, user: "0xB")) }
    await queue.start()
    try await eventually("jobs do not begin") { log.begun.count == 4 }
    #expect(Set(log.begun) == ["0", "1", "50", "51"])
    log.gate.open()
    await queue.stop()
  }

  @Test func stopCancelsAndWaits() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits()) { await log.run($1) }
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
    let queue = JobQueue(JobLimits(shutdownGrace: .milliseconds(50))) { await log.run($1) }
    await queue.start()
    await queue.add(job(.training, 0))
    try await eventually("job does not begin") { log.begun.count == 1 }
    #expect(await queue.stop().map(\.modelID) == ["0"])
    #expect(log.ended == 0)
    log.gate.open()
    try await eventually("job does not end") { log.ended == 1 }
  }

  /// If several jobs may have crashed the process, each runs alone: first the one that was running
  /// at the most crashes, and among equals the quicker kind.
  @Test func suspectsRunAloneAndFirst() async throws {
    let log = JobLog(gate: Gate(open: true))
    let queue = JobQueue(JobLimits(concurrentValidations: 4)) { await log.run($1) }
    for index in 0..<4 { await queue.add(job(.validation, index)) }
    await queue.add(job(.training, 4, suspicions: 2))
    await queue.add(job(.validation, 5, suspicions: 2))
    await queue.add(job(.training, 6, suspicions: 3))
    await queue.start()
    try await eventually("jobs do not end") { log.ended == 7 }
    #expect(log.begun.prefix(3) == ["6", "5", "4"])
    #expect(log.runningAtBegin.prefix(3) == [1, 1, 1])
    await queue.stop()
  }

  /// Jobs that are added later wait for the suspect, too.
  @Test func nothingIsBegunBesideASuspect() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits()) { await log.run($1) }
    await queue.start()
    await queue.add(job(.training, 0, suspicions: 2))
    try await eventually("the suspect does not begin") { log.begun == ["0"] }
    await queue.add(job(.validation, 1))
    await queue.add(job(.training, 2, suspicions: 2))
    try await Task.sleep(for: .milliseconds(50))
    #expect(log.begun == ["0"])
    log.gate.open()
    try await eventually("jobs do not end") { log.ended == 3 }
    #expect(log.begun == ["0", "2", "1"])
    #expect(log.most == 1)
    await queue.stop()
  }

  @Test func waitingSuspectsAreGivenUpToo() async throws {
    let log = JobLog(gate: Gate(open: true))
    let queue = JobQueue(JobLimits()) { await log.run($1) }
    for index in 0..<3 { await queue.add(job(.training, index, suspicions: 2)) }
    await queue.cancel(modelID: "1")
    await queue.start()
    try await eventually("jobs do not end") { log.ended == 2 }
    #expect(log.begun == ["0", "2"])
    await queue.stop()
  }

  /// A long-running suspect doesn't hold others up for ever: first the next suspect starts, then
  /// other jobs.
  @Test func suspicionPasses() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits(suspicionTime: .milliseconds(50))) { await log.run($1) }
    await queue.add(job(.validation, 0))
    await queue.add(job(.training, 1, suspicions: 2))
    await queue.add(job(.fetch, 2, suspicions: 2))
    await queue.start()
    try await eventually("others wait for ever") { log.begun == ["2", "1", "0"] }
    log.gate.open()
    await queue.stop()
  }

  /// Each further crash doubles the time for which other suspects wait. Jobs that aren't suspects
  /// wait no longer for it than for any other suspect.
  @Test func suspicionGrowsWithEachDeath() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits(suspicionTime: .milliseconds(20))) { await log.run($1) }
    await queue.add(job(.training, 0, suspicions: 7))
    await queue.add(job(.training, 1, suspicions: 2))
    await queue.add(job(.validation, 2))
    await queue.start()
    try await eventually("the other suspect waits for ever") { log.begun.count == 3 }
    #expect(log.begun == ["0", "2", "1"])
    log.gate.open()
    await queue.stop()
  }

  /// A suspect that is trusted only after a day doesn't hold up anybody else for that long.
  @Test func theFirstSuspectHoldsUpNobodyForLong() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits(suspicionTime: .milliseconds(20))) { await log.run($1) }
    await queue.add(job(.training, 0, suspicions: 100))
    await queue.add(job(.validation, 1))
    await queue.start()
    try await eventually("others wait for ever") { log.begun == ["0", "1"] }
    log.gate.open()
    await queue.stop()
  }

  /// After a crash, the suspect that started last is the most likely cause.
  @Test func amongEqualsTheOneThatStartedLastComesFirst() async throws {
    let log = JobLog(gate: Gate(open: true))
    let queue = JobQueue(JobLimits()) { await log.run($1) }
    let starts: [TimeInterval?] = [nil, 1, 3, 2]
    for (index, start) in starts.enumerated() {
      let date = start.map(Date.init(timeIntervalSince1970:))
      await queue.add(job(index == 0 ? .fetch : .training, index, suspicions: 4, lastStart: date))
    }
    await queue.start()
    try await eventually("jobs do not end") { log.ended == 4 }
    #expect(log.begun == ["2", "3", "1", "0"])
    await queue.stop()
  }

  /// The start is recorded for the next process, unless the job was set aside.
  @Test func startsAreRecorded() {
    var model = StoredModel(id: "m", status: .training, serviceName: "S", methodName: "m")
    let job = Job(.training, of: model)
    model.startRunning(for: job, at: Date(timeIntervalSince1970: 5))
    #expect(Job(.training, of: model).lastStart == Date(timeIntervalSince1970: 5))
    model.setAside(job)
    #expect(Job(.training, of: model).lastStart == nil)
  }

  /// Other jobs wait only for a limited time, however many suspects there are.
  @Test func manySuspectsHoldUpNobodyForLong() async throws {
    let log = JobLog()
    let queue = JobQueue(
      JobLimits(concurrentValidations: 1, suspicionTime: .milliseconds(20))
    ) { await log.run($1) }
    for index in 0..<100 { await queue.add(job(.fetch, index, suspicions: 2)) }
    await queue.add(job(.validation, 100))
    await queue.start()
    try await eventually("the other waits for all suspects") { log.begun.contains("100") }
    #expect(log.begun.count < 100)
    log.gate.open()
    await queue.stop()
  }

  @Test func fetchingIsContendedWhileLinksWait() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits(concurrentFetches: 1)) { await log.run($1) }
    await queue.start()
    await queue.add(job(.fetch, 0))
    #expect(!queue.fetches.isContended)
    await queue.add(job(.fetch, 1))
    #expect(queue.fetches.isContended)
    await queue.cancel(modelID: "1")
    #expect(!queue.fetches.isContended)
    log.gate.open()
    await queue.stop()
  }

  /// No transfer has to make way for links that wait because of a suspect.
  @Test func fetchingIsNotContendedBesideASuspect() async throws {
    let log = JobLog()
    let queue = JobQueue(JobLimits()) { await log.run($1) }
    await queue.add(job(.fetch, 0, suspicions: 2))
    await queue.add(job(.fetch, 1))
    await queue.start()
    try await eventually("the suspect does not begin") { log.begun == ["0"] }
    #expect(!queue.fetches.isContended)
    log.gate.open()
    await queue.stop()
  }

  /// A link that makes way keeps its place until its job has ended, however long storing the result
  /// takes. Meanwhile no other link makes way for the same waiting job.
  @Test func linksMakeWayOnceForEachThatWaits() async throws {
    let links = TransferLimits(contendedGrace: .zero)
    let gates = [Gate(), Gate(), Gate()]
    let watches = Shared<[String: TransferWatch]>([:])
    let queue = JobQueue(JobLimits(concurrentFetches: 2), links: links) { queue, job in
      let watch = TransferWatch(
        links, firstTimeout: .seconds(60), code: .fetchFailed, in: queue.fetches)
      queue.fetches.enter(watch, as: job.transferName)
      watches.change { $0[job.modelID] = watch }
      try? await gates[Int(job.modelID) ?? 0].pass()
      return nil
    }
    await queue.start()
    for index in 0..<2 { await queue.add(job(.fetch, index)) }
    try await eventually("jobs do not begin") { watches.value.count == 2 }
    let first = try #require(watches.value["0"])
    let second = try #require(watches.value["1"])
    first.recordReceived(1)
    second.recordReceived(2)
    for watch in [first, second] { watch.beginWaiting() }
    await queue.add(job(.fetch, 2))
    let later = ContinuousClock.now + .seconds(3600)
    #expect(queue.fetches.mustMakeWay(first, at: later))
    #expect(!queue.fetches.mustMakeWay(second, at: later))
    gates[0].open()
    try await eventually("the next does not begin") { watches.value.count == 3 }
    #expect(!queue.fetches.mustMakeWay(second, at: later))
    watches.value["2"]?.recordReceived(3)
    await queue.add(job(.fetch, 3))
    #expect(queue.fetches.mustMakeWay(second, at: later))
    await queue.stop()
  }

  /// While the job of a deleted or superseded fetch is still ending, a new fetch for the same model
  /// keeps its place. So does a fetch when another job of its model ends.
  @Test func endingJobsDoNotDropTheFetchOfTheirModel() async throws {
    let links = TransferLimits(contendedGrace: .zero)
    let gates = [Gate(ignoresCancellation: true), Gate()]
    let watches = Shared<[Int64: TransferWatch]>([:])
    let queue = JobQueue(JobLimits(concurrentFetches: 2), links: links) { queue, job in
      let watch = TransferWatch(
        links, firstTimeout: .seconds(60), code: .fetchFailed, in: queue.fetches)
      if job.kind == .fetch { queue.fetches.enter(watch, as: job.transferName) }
      watches.change { $0[job.revision] = watch }
      try? await gates[min(Int(job.revision), 1)].pass()
      return nil
    }
    await queue.start()
    for revision in 0..<2 { await queue.add(job(.fetch, 0, revision: Int64(revision))) }
    try await eventually("jobs do not begin") { watches.value.count == 2 }
    let fetch = try #require(watches.value[1])
    fetch.recordReceived(1)
    fetch.beginWaiting()
    gates[0].open()
    await queue.add(job(.fetch, 1, revision: 2))
    try await eventually("the next does not begin") { watches.value.count == 3 }
    watches.value[2]?.recordReceived(1000)
    await queue.add(job(.fetch, 2, revision: 3))
    #expect(queue.fetches.mustMakeWay(fetch, at: .now + .seconds(3600)))
    await queue.stop()
  }

  /// A large number of jobs, as after a crash, while many models are deleted.
  @Test func manyJobsWait() async throws {
    let log = JobLog(gate: Gate(open: true))
    let queue = JobQueue(JobLimits()) { await log.run($1) }
    for index in 0..<20_000 { await queue.add(job(.validation, index)) }
    for index in 1..<19_999 { await queue.cancel(modelID: "\(index)") }
    await queue.start()
    try await eventually("jobs do not end") { log.ended == 2 }
    #expect(Set(log.begun) == ["0", "19999"])
    await queue.stop()
  }

  private func job(
    _ kind: Job.Kind, _ index: Int, revision: Int64 = 0, suspicions: Int = 0,
    lastStart: Date? = nil, user: String? = nil
  ) -> Job {
    Job(
      kind,
      of: StoredModel(
        id: "\(index)", revision: revision, serviceName: "S", methodName: "m",
        addressList: [user].compactMap(\.self), jobStart: lastStart, suspicions: suspicions))
  }
}

/// Records which jobs run, and blocks them until its gate opens.
private final class JobLog: Sendable {
  let gate: Gate
  private let state = Mutex(
    (begun: [String](), runningAtBegin: [Int](), running: 0, most: 0, ended: 0))

  init(gate: Gate = Gate()) {
    self.gate = gate
  }

  /// The number of running jobs just after the start of each job.
  var runningAtBegin: [Int] { state.withLock(\.runningAtBegin) }
  var begun: [String] { state.withLock(\.begun) }
  var most: Int { state.withLock(\.most) }
  var ended: Int { state.withLock(\.ended) }

  func run(_ job: Job) async -> Job? {
    state.withLock { state in
      state.begun.append(job.modelID)
      state.running += 1
      state.runningAtBegin.append(state.running)
      state.most = max(state.most, state.running)
    }
    try? await gate.pass()
    state.withLock { state in
      state.running -= 1
      state.ended += 1
    }
    return nil
  }
}
