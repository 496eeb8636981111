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

  /// The statuses that undoing a claim may restore, written down independently of the code.
  static let undone: Set<String> = [
    "VALIDATING>CREATED", "VALIDATING>VALIDATED", "VALIDATING>READY_TO_USE", "VALIDATING>ERRORED",
    "TRAINING>VALIDATED", "TRAINING>READY_TO_USE",
  ]

  @Test(arguments: pairs)
  func undoingIsDecidedForEveryPair(_ status: Training_Status, _ earlier: Training_Status) throws {
    let before = StoredModel(id: "m", status: earlier, serviceName: "S", methodName: "m")
    var model = StoredModel(
      id: "m", status: status, revision: 1, serviceName: "S", methodName: "m")
    let claim = ModelUpdate(before: before, after: model)
    if Self.undone.contains("\(status.protoName)>\(earlier.protoName)") {
      // Undoing reverses a claim.
      #expect(StatusTransitions.allows(earlier, to: status))
      try model.undo(claim)
      #expect(model.status == earlier)
      #expect(model.revision == 2)
    } else {
      let error = #expect(throws: ProviderError.self) { try model.undo(claim) }
      #expect(error?.code == .superseded)
      #expect(model == claim.after)
    }
  }

  /// The daemon charges the last price, so a price that was given since the claim stays.
  @Test func undoingKeepsLaterPrices() throws {
    let (early, late) = (Quote(price: 1), Quote(price: 2))
    let before = StoredModel(
      id: "m", status: .errored, serviceName: "S", methodName: "m", validationQuote: early,
      trainingQuote: early, failureReason: "r")
    var model = before
    try model.beginUpload()
    let claim = ModelUpdate(before: before, after: model)
    model.trainingQuote = late
    try model.undo(claim)
    #expect(model.validationQuote == early)
    #expect(model.trainingQuote == late)
    #expect(model.failureReason == "r")
  }

  /// A claim isn't undone after the model has changed or the work has begun.
  @Test func undoingSparesLaterChanges() throws {
    let before = StoredModel(id: "m", serviceName: "S", methodName: "m")
    var claimed = before
    try claimed.beginUpload()
    let claim = ModelUpdate(before: before, after: claimed)
    var (deleted, running) = (claimed, claimed)
    try deleted.delete()
    running.hasRunningJob = true
    for var model in [deleted, running] {
      let error = #expect(throws: ProviderError.self) { try model.undo(claim) }
      #expect(error?.code == .superseded)
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
