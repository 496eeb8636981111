import TrainingProtos
import TrainingRuntime

/// A possible state of a model in the server.
struct ModelState: Hashable, Sendable {
  /// The status while no work is in progress.
  var rest = Training_Status.created

  /// The dataset that was sent last.
  var newest = Newest.none

  /// The current dataset: the last one that was validated.
  var currentDataset: Dataset?

  /// The dataset of the last training; `nil` if the model was never trained.
  var artefacts: Dataset?

  /// The work that is in progress.
  var work: Work?

  /// Whether the last work was given up because the server died during it repeatedly.
  var isGivenUp = false

  enum Newest: Hashable, Sendable {
    case none
    /// The dataset was validated.
    case good(Dataset)
    /// The dataset was bad or, if `nil`, the upload was incomplete.
    case failed(Dataset?)
  }

  enum Work: Hashable, Sendable {
    /// The upload with a number is being received.
    case receiving(Int)
    /// The dataset is being validated, and the server has died a number of times meanwhile.
    case validating(Dataset, deaths: Int)
    /// The model is being trained, and the server has died a number of times meanwhile.
    case training(Dataset, deaths: Int)
  }
}

extension ModelState {
  /// The answer of get_model_status.
  var status: Training_Status {
    switch work {
    case nil: rest
    case .receiving, .validating: .validating
    case .training: .training
    }
  }

  /// Whether a dataset may be uploaded, linked to or validated again.
  var takesDatasets: Bool {
    work == nil && rest != .deleted
  }
}

extension ModelState: CustomStringConvertible {
  var description: String {
    let parts: [String?] = [
      status.protoName,
      artefacts.map { "trained on \($0)" },
      currentDataset.map { "with \($0)" },
      work.map { "\($0)" },
      newest == .none ? nil : "newest \(newest)",
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
