public import Foundation

/// The part that differs from provider to provider: what work costs, which datasets are good, and
/// how a model is trained. The kit does everything else.
///
/// ```swift
/// struct Speech: Trainer {
///   func validationPrice(
///     of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
///   ) -> UInt64 { 1 }
///
///   func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 100 }
///
///   func train(
///     _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
///   ) async throws {
///     try await fit(dataset.file, artefacts.appendingPathComponent("weights.bin"))
///   }
/// }
/// ```
///
/// A trainer that reports progress or keeps checkpoints implements ``train(_:on:in:)`` instead of
/// ``train(_:on:into:)``. All other methods have defaults.
///
/// The kit calls the methods on its own threads (see ``WorkPool``), so they may block and compute.
public protocol Trainer: Sendable {
  /// The price of a validation, in the token's base units. The default is 1: the daemon takes a price
  /// that was never asked for as 0, so a price of 0 can't be told from none.
  ///
  /// The daemon charges exactly the last price that it received. Before the provider accepts a paid
  /// call, it asks again, and refuses the call if the price has changed. Don't let a price depend
  /// on anything that changes by itself. If you throw an error, the call ends and the consumer pays
  /// nothing.
  ///
  /// - Parameters:
  ///   - model: the model to validate for.
  ///   - dataset: the model's current dataset; `nil` if it has none. It is validated again unless a
  ///     link or an upload replaces it. The daemon doesn't say how large an upload will be, so the
  ///     price can't depend on that. ``UploadLimits/maxDatasetBytes`` and the method's options
  ///     limit what an upload can cost the provider.
  ///   - link: the dataset that the consumer's link leads to, with its size if the server states
  ///     it; `nil` without a link.
  /// - Returns: the price.
  /// - Throws: any error, if you can't give a price.
  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) async throws -> UInt64

  /// The price of a training, in the token's base units. The default is 1. The rules are those of
  /// ``validationPrice(of:dataset:link:)``.
  func trainingPrice(
    of model: TrainableModel, dataset: TrainingDataset?
  ) async throws -> UInt64

  /// Checks a dataset that already satisfies the options of the method. The default accepts every
  /// dataset.
  ///
  /// - Throws: ``DatasetRejection`` with what the consumer should fix; any other error counts as a
  ///   failure of the provider. Either way a model that was trained before is READY_TO_USE again,
  ///   and any other becomes ERRORED.
  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws

  /// Trains a model.
  ///
  /// The task is cancelled when the model is deleted or the provider shuts down. The results of a
  /// cancelled task are discarded. After a shutdown or a crash the training starts again, in
  /// another directory. It also does if it fails while the disk is full; see <doc:Safeguards>.
  ///
  /// Implement this method or ``train(_:on:in:)``.
  ///
  /// - Parameters:
  ///   - model: the model to train.
  ///   - dataset: a dataset that was validated.
  ///   - artefacts: an empty directory for the files that inference needs; see
  ///     ``ModelProvider/artefacts(of:)``. The directory is not moved when the training ends.
  /// - Throws: any error. A model that was trained before is then READY_TO_USE again, and any other
  ///   becomes ERRORED.
  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws

  /// Trains a model, as ``train(_:on:into:)`` does, and can report progress and keep checkpoints. The
  /// default calls ``train(_:on:into:)``.
  ///
  /// - Parameters:
  ///   - model: the model to train.
  ///   - dataset: a dataset that was validated.
  ///   - run: the directories for artefacts and checkpoints, and the means to report progress and to
  ///     learn of the cancellation.
  /// - Throws: as ``train(_:on:into:)``.
  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
  ) async throws

  /// Decides what becomes of a training that began and was interrupted, by a crash, by a shutdown or
  /// because the disk was full. It is called when the training's turn has come again. The default is
  /// ``TrainingResumption/fromScratch``.
  ///
  /// - Parameters:
  ///   - model: the model that was being trained.
  ///   - dataset: the dataset.
  ///   - checkpoints: the directory that was ``TrainingRun/checkpoints`` before the interruption. It is
  ///     empty if the training hadn't stored anything yet.
  /// - Throws: any error, with which the training fails.
  func resumption(
    of model: TrainableModel, on dataset: TrainingDataset, from checkpoints: URL
  ) async throws -> TrainingResumption
}

extension Trainer {
  /// Returns 1, the price of a validation unless the trainer decides otherwise.
  public func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 { 1 }

  /// Returns 1, the price of a training unless the trainer decides otherwise.
  public func trainingPrice(
    of model: TrainableModel, dataset: TrainingDataset?
  ) -> UInt64 { 1 }

  public func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {}

  /// Fails: a trainer implements this method or ``train(_:on:in:)``.
  public func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    throw ProviderError(
      .trainerFailed, "the provider can't train models: ask the provider",
      cause: MissingTraining())
  }

  public func train(
    _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
  ) async throws {
    try await train(model, on: dataset, into: run.artefacts)
  }

  /// Begins every interrupted training anew.
  public func resumption(
    of model: TrainableModel, on dataset: TrainingDataset, from checkpoints: URL
  ) -> TrainingResumption { .fromScratch }
}

/// The cause of the failure of a trainer that implements no method `train`.
private struct MissingTraining: Error, CustomStringConvertible {
  let description = "the trainer implements neither train(_:on:into:) nor train(_:on:in:)"
}
