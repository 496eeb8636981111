import GRPCCore
import Testing

@testable import TrainingProvider

@Suite struct PacedCallsTests {
  private let calls = TestService.pacing("step")

  @Test func onlyCallsOfTheMethodsArePaced() {
    #expect(calls.includes(path: TestService.step))
    #expect(!calls.includes(path: TestService.count))
  }

  /// Neither handlers nor other interceptors see the header.
  @Test func theNumberInTheMetadataLeadsToTheCall() {
    let handled = Shared<[Int]>([])
    let opened = (0..<3).map { index in calls.open { handled.change { $0.append(index) } } }
    var metadata: Metadata = ["user-agent": "test", "training-paced-call": "\(opened[1].number)"]
    calls.takeCall(from: &metadata)?.messageIsHandled()
    #expect(handled.value == [1])
    #expect(metadata == ["user-agent": "test"])
  }

  @Test func callsThatHaveEndedAreForgotten() {
    let call = calls.open {}
    #expect(calls.count == 1)
    calls.close(call)
    #expect(calls.count == 0)
    for number in [call.number, "-1", "", "18446744073709551616"] {
      var metadata: Metadata = ["training-paced-call": "\(number)"]
      #expect(calls.takeCall(from: &metadata) == nil)
    }
  }

  @Test func onlyFewCallsAreReadAhead() {
    let calls = TestService.pacing("step", maxEagerCalls: 2)
    let opened = (0..<2).map { _ in calls.open {} }
    #expect(calls.messagesAhead == 1)
    let third = calls.open {}
    #expect(calls.messagesAhead == 0)
    calls.close(third)
    #expect(calls.messagesAhead == 1)
    for call in opened { calls.close(call) }
  }

  /// A server without uploads doesn't need memory for them.
  @Test func theLastCallFreesTheBuffers() {
    let opened = (0..<2).map { _ in calls.open {} }
    calls.buffers.giveBack(calls.buffers.take(1_000))
    calls.close(opened[0])
    #expect(calls.buffers.byteCount >= 1_000)
    calls.close(opened[1])
    #expect(calls.buffers.byteCount == 0)
  }
}
