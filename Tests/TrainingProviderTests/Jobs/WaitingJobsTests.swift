import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct WaitingJobsTests {
  @Test func usersTakeTurns() {
    var jobs = WaitingJobs()
    for index in 0..<500 { jobs.append(job("a\(index)", of: "0xA")) }
    for index in 0..<2 { jobs.append(job("b\(index)", of: "0xB")) }
    jobs.append(job("c0", of: "0xC"))
    #expect(taken(7, from: &jobs) == ["a0", "b0", "c0", "a1", "b1", "a2", "a3"])
    #expect(jobs.count == 496)
  }

  /// A user who comes while the job of another one runs is next, however many of the other one's
  /// jobs wait.
  @Test func newcomersComeBeforeThoseWhoHaveJustHadATurn() {
    var jobs = WaitingJobs()
    for index in 0..<3 { jobs.append(job("a\(index)", of: "0xA")) }
    let first = jobs.popFirst()
    #expect(first?.modelID == "a0")
    jobs.append(job("b0", of: "0xB"))
    if let first { jobs.endTurn(of: first.user) }
    #expect(taken(3, from: &jobs) == ["b0", "a1", "a2"])
  }

  /// A user who keeps coming back, or who makes up an address for each model, doesn't keep others
  /// from having their turns.
  @Test(arguments: [true, false]) func newcomersStarveNobody(_ isSameUser: Bool) {
    var jobs = WaitingJobs()
    for index in 0..<3 { jobs.append(job("a\(index)", of: "0xA")) }
    var order: [String] = []
    for index in 0..<8 {
      jobs.append(job("b\(index)", of: isSameUser ? "0xB" : "0xB\(index)"))
      guard let next = jobs.popFirst() else { continue }
      order.append(next.modelID)
      jobs.endTurn(of: next.user)
    }
    #expect(order.filter { $0.hasPrefix("a") } == ["a0", "a1", "a2"])
  }

  /// Of several places, a user whose jobs take long doesn't get all.
  @Test func usersWithTheFewestRunningJobsComeFirst() throws {
    var jobs = WaitingJobs()
    for index in 0..<3 {
      for user in ["A", "B", "C"] { jobs.append(job("\(user)\(index)", of: "0x\(user)")) }
    }
    let (a, b) = (user("0xA"), user("0xB"))
    #expect(jobs.popFirst(besides: [a: 2, b: 1])?.modelID == "C0")
    #expect(jobs.popFirst(besides: [a: 2, b: 1])?.modelID == "C1")
    #expect(jobs.popFirst(besides: [a: 2, b: 1, user("0xC"): 3])?.modelID == "B0")
    #expect(jobs.popFirst(besides: [a: 1, b: 1, user("0xC"): 3])?.modelID == "A0")
  }

  /// Models without an address count for one user, so that leaving it out gives nobody more turns.
  @Test func modelsWithoutAddressShareTurns() {
    var jobs = WaitingJobs()
    for index in 0..<3 { jobs.append(job("n\(index)", of: index == 1 ? " " : nil)) }
    jobs.append(job("a0", of: "0xA"))
    #expect(taken(4, from: &jobs) == ["n0", "a0", "n1", "n2"])
  }

  @Test func addressesAreNormalized() {
    #expect(user("0xAb ") == user("0xaB"))
    let models = [["", " ", "0xC", "0xD"], ["0xc"]].map {
      StoredModel(id: "m", serviceName: "S", methodName: "m", addressList: $0)
    }
    #expect(JobUser(of: models[0]) == JobUser(of: models[1]))
  }

  /// One model waits at most once, with its latest job, at the end of its user's line.
  @Test func newJobsReplaceOldOnes() {
    var jobs = WaitingJobs()
    for id in ["a", "b", "c"] { jobs.append(job(id, of: "0xA")) }
    jobs.append(job("a", of: "0xA", revision: 1))
    #expect(jobs.count == 3)
    #expect(jobs.inOrder().map(\.modelID) == ["b", "c", "a"])
    #expect(jobs.inOrder().last?.revision == 1)
  }

  /// Whatever happens, each user's jobs keep their order, no job is lost, and the stated order is the
  /// real one.
  @Test(arguments: 0..<50) func orderIsTheStatedOne(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var jobs = WaitingJobs()
    var expected: [String: [String]] = [:]
    for step in 0..<300 {
      let owner = "0x\(Int.random(in: 0..<4, using: &random))"
      switch Int.random(in: 0..<5, using: &random) {
      case 0...2:
        jobs.append(job("\(step)", of: owner))
        expected[owner, default: []].append("\(step)")
      case 3:
        if let id = expected[owner]?.randomElement(using: &random) {
          jobs.remove(modelID: id)
          expected[owner]?.removeAll { $0 == id }
        }
      default:
        let running = [user(owner): Int.random(in: 0..<3, using: &random)]
        let stated = jobs.inOrder(besides: running)
        #expect(stated.count == jobs.count)
        let next = jobs.popFirst(besides: running)
        #expect(next == stated.first)
        if let address = next?.user.address {
          #expect(expected[address]?.removeFirst() == next?.modelID)
        }
      }
      #expect(jobs.count == expected.values.reduce(0) { $0 + $1.count })
    }
  }

  private func taken(_ count: Int, from jobs: inout WaitingJobs) -> [String] {
    (0..<count).compactMap { _ in jobs.popFirst()?.modelID }
  }

  private func user(_ address: String) -> JobUser {
    job("m", of: address).user
  }

  private func job(_ id: String, of address: String?, revision: Int64 = 0) -> Job {
    Job(
      .training,
      of: StoredModel(
        id: id, revision: revision, serviceName: "S", methodName: "m",
        addressList: [address].compactMap(\.self)))
  }
}
