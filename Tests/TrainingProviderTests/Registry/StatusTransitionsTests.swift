import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

@Suite struct StatusTransitionsTests {
  static let pairs = Training_Status.allCases.flatMap { status in
    Training_Status.allCases.map { (status, $0) }
  }

  /// The allowed status changes, written down independently of the code.
  static let allowed: Set<String> = [
    "CREATED>VALIDATING", "VALIDATING>VALIDATED", "VALIDATING>ERRORED", "VALIDATED>VALIDATING",
    "VALIDATED>TRAINING", "TRAINING>READY_TO_USE", "TRAINING>ERRORED", "READY_TO_USE>VALIDATING",
    "READY_TO_USE>TRAINING", "ERRORED>VALIDATING", "CREATED>DELETED", "VALIDATING>DELETED",
    "VALIDATING>READY_TO_USE",
    "VALIDATED>DELETED", "TRAINING>DELETED", "READY_TO_USE>DELETED", "ERRORED>DELETED",
  ]

  @Test(arguments: pairs)
  func everyPairIsDecided(_ status: Training_Status, _ next: Training_Status) throws {
    var model = StoredModel(id: "m", status: status, serviceName: "S", methodName: "m")
    if Self.allowed.contains("\(status.protoName)>\(next.protoName)") {
      try model.move(to: next)
      #expect(model.status == next)
      #expect(model.revision == 1)
    } else {
      let error = #expect(throws: ProviderError.self) { try model.move(to: next) }
      #expect(error?.code == .wrongStatus)
      #expect(error?.status == status)
      #expect(model.revision == 0)
    }
  }

  @Test func refusalSaysWhatToDo() {
    var model = StoredModel(id: "m", serviceName: "S", methodName: "m")
    let error = #expect(throws: ProviderError.self) { try model.move(to: .training) }
    #expect(
      error?.message == "model m is CREATED and cannot become TRAINING, which is only possible "
        + "from VALIDATED, READY_TO_USE: send a dataset with upload_and_validate or validate_model "
        + "first"
    )
  }

  @Test func moveForgetsTheFailure() throws {
    var model = StoredModel(
      id: "m", status: .errored, serviceName: "S", methodName: "m", failureReason: "r", attempts: 2)
    try model.move(to: .validating)
    #expect(model.failureReason == nil)
    #expect(model.attempts == 0)
  }
}
