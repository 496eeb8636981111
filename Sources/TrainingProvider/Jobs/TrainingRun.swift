public import Foundation
import Synchronization

/// A training in progress, for the ``Trainer``: where its files go, how far it is, and whether it has
/// been cancelled.
///
/// ```swift
/// func train(
///   _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
/// ) async throws {
///   var network = try Network(resumingFrom: run.checkpoints)
///   for epoch in network.epoch..<10 {
///     try run.checkCancellation()
///     run.report(Double(epoch) / 10, stage: "fitting", message: "loss \(network.loss)")
///     try network.fit(dataset.file)
///     try network.save(in: run.checkpoints)
///   }
///   try network.export(to: run.artefacts)
/// }
/// ```
///
/// All members can be used from any thread and return at once, so a trainer can report each step.
public final class TrainingRun: Sendable {
  /// An empty directory for the files that inference needs; see ``ModelProvider/artefacts(of:)``. It
  /// is not moved when the training ends.
  public let artefacts: URL

  /// A directory for files with which the training can continue after an interruption. It survives a
  /// crash of the process and a shutdown, and is removed when the training has succeeded, has failed
  /// or was deleted. It is empty unless ``Trainer/resumption(of:on:from:)`` said
  /// ``TrainingResumption/fromCheckpoints``.
  ///
  /// Write a checkpoint under another name and rename it when it is complete, because a crash can
  /// happen at any moment.
  public let checkpoints: URL

  private let cancelled = Atomic(false)
  private let last = Mutex<TrainingProgress?>(nil)
  private let stageBegins: @Sendable (String) -> Void

  /// Creates a run, for example for a test of a trainer.
  ///
  /// - Parameters:
  ///   - artefacts: an empty directory for artefacts.
  ///   - checkpoints: a directory for checkpoints.
  public convenience init(artefacts: URL, checkpoints: URL) {
    self.init(artefacts: artefacts, checkpoints: checkpoints) { _ in }
  }

  /// - Parameter stageBegins: called with each new stage, on the trainer's thread.
  init(
    artefacts: URL, checkpoints: URL, stageBegins: @escaping @Sendable (String) -> Void
  ) {
    self.artefacts = artefacts
    self.checkpoints = checkpoints
    self.stageBegins = stageBegins
  }

  /// Whether the work is no longer needed: because the model was deleted, because the provider shuts
  /// down, or because the trainer has returned.
  ///
  /// `Task.isCancelled` says the same, but only in the trainer's own task.
  public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Throws if the work is no longer needed.
  ///
  /// - Throws: `CancellationError`.
  public func checkCancellation() throws {
    if isCancelled { throw CancellationError() }
  }

  /// The last progress that was reported; `nil` if none was.
  public var progress: TrainingProgress? { last.withLock(\.self)?.onOneLine }

  /// Reports progress to the provider's operators. Consumers don't see it. The log gets a line when
  /// the stage changes.
  ///
  /// - Parameters:
  ///   - fraction: the part of the whole training that is done, from 0 to 1. `nil` and numbers that
  ///     aren't finite leave it as it is. It doesn't go back if a later number is smaller.
  ///   - stage: what the trainer is doing, for example `fitting`; `nil` to leave it as it is.
  ///   - message: details, for example `epoch 3 of 10`.
  public func report(_ fraction: Double? = nil, stage: String? = nil, message: String = "") {
    guard !isCancelled else { return }
    let begun: String? = last.withLock { last in
      let before = last ?? TrainingProgress()
      let next = before.after(fraction: fraction, stage: stage, message: message)
      last = next
      return next.stage == before.stage ? nil : next.stage
    }
    if let begun { stageBegins(begun) }
  }

  /// Tells the trainer that its work is no longer needed.
  func cancel() {
    cancelled.store(true, ordering: .relaxed)
  }
}
