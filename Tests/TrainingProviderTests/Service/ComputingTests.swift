import Foundation
import GRPCCore
import Synchronization
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Computations never stop the server from answering.
@Suite struct ComputingTests {
  @Test func callsAreAnsweredWhileEveryWorkerComputes() async throws {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    var limits = ProviderLimits()
    limits.jobs.concurrentTrainings = cores
    limits.jobs.concurrentValidations = cores
    let trainer = BusyTrainer()
    try await ProviderUnderTest.run(trainer: trainer, limits: limits) { test in
      var ids: [String] = []
      for _ in 0..<cores * 2 { ids.append(try await test.create(method: "tts")) }
      for id in ids { try await test.uploaded(id) }
      for id in ids.prefix(cores) { _ = try await test.train(id) }
      for id in ids.suffix(cores) {
        try await test.validationPrice(id)
        trainer.validates.open()
        _ = try await test.validateAtOnce(id)
      }
      try await eventually("workers are idle") { trainer.busy.value == cores * 2 }

      var slowest = Duration.zero
      for index in 0..<1000 {
        let clock = ContinuousClock()
        slowest = max(
          slowest,
          try await clock.measure { _ = try await test.status(ids[index % ids.count]) })
      }
      #expect(slowest < .seconds(5), "the slowest call took \(slowest)")

      let id = try await test.create(method: "tts")
      #expect(try await test.upload(id, ZipArchive.dataset(bytes: 900_000)) == .validating)
      #expect(trainer.busy.value == cores * 2)
      trainer.isOver.change { $0 = true }
      try await test.reaches(id, .validated)
    }
  }
}

/// Computes in trainings, and optionally in validations, until it is told to stop.
private final class BusyTrainer: Trainer {
  let validates = Gate()
  let busy = Shared(0)
  let isOver = Shared(false)

  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 { 1 }

  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 1 }

  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {
    if validates.isOpen { compute() }
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    compute()
  }

  private func compute() {
    busy.change { $0 += 1 }
    while !isOver.value, !Task.isCancelled {}
    busy.change { $0 -= 1 }
  }
}
