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
/// The kit calls the methods on its own threads (see ``WorkPool``), so they may block and compute.
public protocol Trainer: Sendable {
  /// The price of a validation, in the token's base units.
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

  /// The price of a training, in the token's base units. The rules are those of
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
}

extension Trainer {
  public func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {}
}
