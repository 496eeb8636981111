public import Foundation

/// What is different from one provider to another: what work costs, which datasets are good, and
/// how a model is trained. Everything else the kit does.
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
/// The methods run on threads of the kit's own, see ``WorkPool``: they may block and compute.
public protocol Trainer: Sendable {
  /// What validating costs, in the token's base units.
  ///
  /// The daemon charges exactly the last answer, and the provider asks again before it takes a paid
  /// call: a call whose price has changed since is refused. Don't let a price depend on
  /// anything that changes by itself. An error ends the call, and the consumer pays nothing.
  ///
  /// - Parameters:
  ///   - model: the model to validate for.
  ///   - dataset: the dataset at hand; `nil` if there is none. It is validated again if neither a
  ///     link nor an upload replaces it. The daemon does not tell how large an upload will be, so its
  ///     price cannot depend on that: ``UploadLimits/maxDatasetBytes`` and the method's options bound
  ///     what it can cost the provider.
  ///   - link: what the consumer's link leads to, with its size if the server tells; `nil` without
  ///     a link.
  /// - Returns: the price.
  /// - Throws: any error, if there is no price.
  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) async throws -> UInt64

  /// What training costs, in the token's base units. As ``validationPrice(of:dataset:link:)``.
  func trainingPrice(
    of model: TrainableModel, dataset: TrainingDataset?
  ) async throws -> UInt64

  /// Looks at a dataset that already satisfies the options of the method. Accepts all by default.
  ///
  /// - Throws: ``DatasetRejection`` with what the consumer should mend; any other error counts as
  ///   a failure of the provider. Both leave the model ERRORED or, if it worked before,
  ///   READY_TO_USE as it was.
  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws

  /// Trains a model.
  ///
  /// The task is cancelled when the model is deleted or the provider shuts down; what a cancelled
  /// task made does not count. After a shutdown or a crash the training begins anew, in another
  /// directory.
  ///
  /// - Parameters:
  ///   - model: the model to train.
  ///   - dataset: a dataset that was validated.
  ///   - artefacts: an empty directory for what inference needs; see
  ///     ``ModelProvider/artefacts(of:)``. It does not move when the training ends.
  /// - Throws: any error; it leaves the model ERRORED or, if it worked before, READY_TO_USE as it
  ///   was.
  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws
}

extension Trainer {
  public func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {}
}
