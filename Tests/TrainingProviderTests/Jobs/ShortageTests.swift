import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// What becomes of trainings while the disk is full.
@Suite struct ShortageTests {
  /// A training that fails because the disk is full begins again, so that the consumer gets what was
  /// paid for.
  @Test(arguments: [CrampedTrainer.Failure.system, .foundation, .cause])
  func trainingThatFindsNoRoomBeginsAgain(_ failure: CrampedTrainer.Failure) async throws {
    let trainer = CrampedTrainer(failure, times: 1)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      #expect(trainer.begun.value == 2)
      // The first attempt leaves no files.
      #expect(dataFiles(test.directory).count == 2)
    }
  }

  /// So does a validation.
  @Test func validationThatFindsNoRoomBeginsAgain() async throws {
    let trainer = CrampedTrainer(.system, times: 1, inValidations: true)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      #expect(trainer.begun.value == 2)
    }
  }

  /// An error that doesn't tell the cause counts as one of the full disk while the disk is full.
  @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a small disk"))
  func trainingThatFailsOnAFullDiskBeginsAgain() async throws {
    var limits = ProviderLimits()
    limits.storage.minFreeBytes = 4 << 20
    try await SmallDisk.with(bytes: 16 << 20) { [limits] disk in
      let log = TestLog()
      let trainer = CrampedTrainer(.unknown, times: 1) { try disk.fill(leaving: 2 << 20) }
      try await ProviderUnderTest.run(
        in: disk.directory.appendingPathComponent("data"), trainer: trainer, limits: limits,
        log: log
      ) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("the training doesn't wait") {
          log.lines.contains { $0.contains("work cannot begin yet") }
        }
        #expect(trainer.begun.value == 1)
        #expect(try await test.status(id) == .training)
        try disk.fill(leaving: 8 << 20)
        try await test.reaches(id, .readyToUse)
        #expect(trainer.begun.value == 2)
      }
    }
  }

  /// A model that is deleted while its training waits stays deleted.
  @Test func deletionEndsTheWait() async throws {
    let trainer = CrampedTrainer(.system, times: .max)
    let log = TestLog()
    try await ProviderUnderTest.run(trainer: trainer, log: log) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("the training doesn't fail") {
        log.lines.contains { $0.contains("work has to begin again") }
      }
      #expect(try await test.delete(id) == .deleted)
      try await Task.sleep(for: .milliseconds(1500))
      #expect(trainer.begun.value == 1)
      #expect(try await test.status(id) == .deleted)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// It doesn't begin again and again.
  @Test func trainingThatNeverFindsRoomFails() async throws {
    let trainer = CrampedTrainer(.system, times: .max)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .errored)
      #expect(trainer.begun.value == 3)
      #expect(try await test.stored(id).failureReason?.contains("no room") == true)
    }
  }
}

/// A trainer that fails a number of times because the disk is full.
final class CrampedTrainer: Trainer {
  /// The forms in which a full disk is reported.
  enum Failure: Sendable {
    case system, foundation, cause, unknown
  }

  struct Unknown: Error {}

  let begun = Shared(0)
  private let failure: Failure
  private let times: Int
  private let isInValidations: Bool
  private let prepare: @Sendable () throws -> Void

  /// - Parameters:
  ///   - failure: the error.
  ///   - times: how many times it fails.
  ///   - isInValidations: whether it fails in validations, and not in trainings.
  ///   - prepare: runs before each failure.
  init(
    _ failure: Failure, times: Int, inValidations isInValidations: Bool = false,
    prepare: @escaping @Sendable () throws -> Void = {}
  ) {
    self.failure = failure
    self.times = times
    self.isInValidations = isInValidations
    self.prepare = prepare
  }

  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 { 1 }

  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 1 }

  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {
    if isInValidations { try fail() }
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    try Data("weights".utf8).write(to: artefacts.appendingPathComponent("weights.bin"))
    if !isInValidations { try fail() }
  }

  private func fail() throws {
    let attempt = begun.change { begun in
      begun += 1
      return begun
    }
    guard attempt <= times else { return }
    try prepare()
    switch failure {
    case .system: throw POSIXError(.ENOSPC)
    case .foundation: throw CocoaError(.fileWriteOutOfSpace)
    case .unknown: throw Unknown()
    case .cause:
      throw NSError(
        domain: "trainer", code: 1, userInfo: [NSUnderlyingErrorKey: POSIXError(.EDQUOT)])
    }
  }
}
