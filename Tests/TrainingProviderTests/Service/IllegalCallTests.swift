import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// Calls that a model's status doesn't allow are refused with an error, and change nothing.
@Suite struct IllegalCallTests {
  enum Work: String, CaseIterable {
    case upload, validate, train
  }

  static let cases: [(Training_Status, Work)] = [
    (.created, .train), (.validating, .upload), (.validating, .validate), (.validating, .train),
    (.training, .upload), (.training, .validate), (.training, .train), (.errored, .train),
    (.deleted, .upload), (.deleted, .validate), (.deleted, .train),
  ]

  @Test(arguments: cases)
  func isRefused(_ status: Training_Status, _ work: Work) async throws {
    try await run(work, on: status) { test, id in
      let refusal = try await expect(.failedPrecondition, "WRONG_STATUS") {
        try await perform(work, on: id, test, asking: status != .deleted)
      }
      #expect(refusal.message.contains(status.protoName))
      let violation = try #require(
        refusal.details.compactMap(\.preconditionFailure).first?.violations.first)
      #expect(violation.subject == id)
      #expect(violation.violationDescription.contains(status.protoName))
      #expect(try await test.status(id) == status)
    }
  }

  static let legal: [(Training_Status, Work, Training_Status)] = [
    (.created, .upload, .validated), (.validated, .upload, .validated),
    (.validated, .validate, .validated), (.validated, .train, .readyToUse),
    (.readyToUse, .upload, .validated), (.readyToUse, .validate, .validated),
    (.readyToUse, .train, .readyToUse), (.errored, .upload, .validated),
    (.errored, .validate, .validated),
  ]

  @Test(arguments: legal)
  func isDone(
    _ status: Training_Status, _ work: Work, _ end: Training_Status
  ) async throws {
    try await run(work, on: status) { test, id in
      let revision = try await test.stored(id).revision
      try await perform(work, on: id, test)
      try await eventually("work does not end") {
        let model = try await test.stored(id)
        return model.status == end && model.revision == revision + 2
      }
    }
  }

  @Test func validationWithoutADatasetIsRefused() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      let status = try await expect(.failedPrecondition, "DATASET_MISSING") {
        try await test.validate(id)
      }
      #expect(status.details.compactMap(\.preconditionFailure).count == 1)
      #expect(try await test.status(id) == .created)
    }
  }

  @Test func unknownModelsAreNotFound() async throws {
    try await ProviderUnderTest.run { test in
      let calls: [(String) async throws -> Void] = [
        { _ = try await test.status($0) }, { _ = try await test.trainAtOnce($0) },
        { _ = try await test.delete($0) }, { _ = try await test.validateAtOnce($0) },
        { try await test.send(Batches.python($0, ZipArchive.dataset())) },
        { _ = try await test.client.train_model_price(test.modelID($0)) },
      ]
      for call in calls {
        for id in ["unknown", "../../etc", "ünicode", String(repeating: "x", count: 10_000)] {
          let status = try await expect(.notFound, "MODEL_NOT_FOUND") { try await call(id) }
          #expect(status.details.compactMap(\.resourceInfo).count == 1)
        }
        _ = try await expect(.invalidArgument, "INVALID_REQUEST") { try await call("") }
      }
    }
  }

  private func perform(
    _ work: Work, on id: String, _ test: ProviderUnderTest, asking: Bool = true
  ) async throws {
    if asking {
      try await test.validationPrice(id)
      try await test.trainingPrice(id)
    }
    switch work {
    case .upload: try await test.send(Batches.python(id, ZipArchive.dataset()))
    case .validate: _ = try await test.validateAtOnce(id)
    case .train: _ = try await test.trainAtOnce(id)
    }
  }

  /// Runs `body` with a model that earlier calls have brought to `status`.
  private func run(
    _ work: Work, on status: Training_Status,
    _ body: (ProviderUnderTest, String) async throws -> Void
  ) async throws {
    let trainer = StubTrainer(
      validationGate: Gate(open: status != .validating),
      trainingGate: Gate(open: status != .training))
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      switch status {
      case .validating: try await test.upload(id)
      case .errored: try await reachErrored(id, test)
      case .validated, .training, .readyToUse: try await test.uploaded(id)
      default: break
      }
      if status == .training || status == .readyToUse { _ = try await test.train(id) }
      if status == .deleted { _ = try await test.delete(id) }
      try await test.reaches(id, status)
      try await body(test, id)
    }
  }

  /// Makes the model ERRORED, with a good current dataset.
  private func reachErrored(_ id: String, _ test: ProviderUnderTest) async throws {
    try await test.uploaded(id)
    try await test.provider.models.update(id) {
      try $0.move(to: .training)
      try $0.move(to: .errored)
    }
  }
}
