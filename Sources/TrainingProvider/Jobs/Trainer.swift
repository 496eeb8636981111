public import Foundation

/// What is different from one provider to another: what work costs, which datasets are good, and
/// how a model is trained. Everything else the kit does.
///
/// ```swift
/// struct Speech: Trainer {
///   func validationPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 1 }
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
/// The methods run off Swift's cooperative pool, see ``BlockingWork``: they may block and compute.
public protocol Trainer: Sendable {
  /// What validating costs, in the token's base units.
  ///
  /// The daemon charges exactly the last answer, so ask nothing that changes by itself. An error
  /// ends the call, and the consumer pays nothing.
  ///
  /// - Parameters:
  ///   - model: the model to validate for.
  ///   - dataset: the dataset at hand; `nil` when it has yet to be uploaded or fetched.
  /// - Returns: the price.
  /// - Throws: any error, if there is no price.
  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?
  ) async throws -> UInt64

  /// What training costs, in the token's base units. As ``validationPrice(of:dataset:)``.
  func trainingPrice(
    of model: TrainableModel, dataset: TrainingDataset?
  ) async throws -> UInt64

  /// Looks at a dataset that already satisfies the options of the method. Accepts all by default.
  ///
  /// - Throws: ``DatasetRejection`` with what the consumer should mend; any other error counts as
  ///   a failure of the provider. Both leave the model ERRORED.
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
  /// - Throws: any error; it leaves the model ERRORED.
  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws
}

extension Trainer {
  public func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {}
}
