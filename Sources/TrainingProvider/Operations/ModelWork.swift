package import Foundation
import TrainingProtos

/// Work on a model that waits or runs, as the registry knows it.
package struct ModelWork: Hashable, Sendable {
  /// The kinds of work.
  package enum Kind: String, CaseIterable, Sendable {
    case upload, fetch, validation, training
  }

  package let kind: Kind
  package let modelID: String

  /// Whether the work runs. If no provider uses the data directory, it was running when the process
  /// ended.
  package let isRunning: Bool

  /// When the work began to run or to wait.
  package let start: Date

  /// How often the process crashed during this work.
  package let crashes: Int

  /// Returns `nil` if the model waits for nothing.
  init?(_ model: StoredModel) {
    guard model.status == .validating || model.status == .training else { return nil }
    kind =
      switch Job(of: model)?.kind {
      case .fetch: .fetch
      case .validation: .validation
      case .training: .training
      case nil: .upload
      }
    modelID = model.id
    isRunning = kind == .upload || model.hasRunningJob
    start = (model.hasRunningJob ? model.jobStart : nil) ?? model.updatedAt
    crashes = model.attempts + model.suspicions
  }
}
