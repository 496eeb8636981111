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
  @Test func reportsReachTheCallWithTheNumberInTheMetadata() {
    let reported = Shared<[Int]>([])
    let numbers = (0..<3).map { index in
      calls.open { reported.change { $0.append(index) } }
    }
    var metadata: Metadata = ["user-agent": "test", "training-paced-call": "\(numbers[1])"]
    calls.takeReport(from: &metadata)?()
    #expect(reported.value == [1])
    #expect(metadata == ["user-agent": "test"])
  }

  @Test func callsThatHaveEndedAreForgotten() {
    let number = calls.open {}
    #expect(calls.count == 1)
    calls.close(number)
    #expect(calls.count == 0)
    for number in [number, "-1", "", "18446744073709551616"] {
      var metadata: Metadata = ["training-paced-call": "\(number)"]
      #expect(calls.takeReport(from: &metadata) == nil)
    }
  }
}
