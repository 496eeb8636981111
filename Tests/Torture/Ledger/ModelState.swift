import TrainingProtos
import TrainingRuntime

/// What a model may look like inside of the server.
struct ModelState: Hashable, Sendable {
  /// The status when nothing is in hand.
  var rest = Training_Status.created

  /// The dataset that came last.
  var newest = Newest.none

  /// The dataset that is kept, to be validated again or trained on: the last one that was
  /// validated.
  var atHand: Dataset?

  /// The dataset that the model works with; `nil` if it never worked.
  var artefacts: Dataset?

  /// What is being done.
  var work: Work?

  /// Whether the last work was given up, because the server died under it again and again.
  var isGivenUp = false

  enum Newest: Hashable, Sendable {
    case none
    /// It was validated.
    case good(Dataset)
    /// It came in parts only, if `nil`, or was found to be bad.
    case failed(Dataset?)
  }

  enum Work: Hashable, Sendable {
    /// The upload with that number is being received.
    case receiving(Int)
    /// The dataset is being validated, for so many deaths of the server.
    case validating(Dataset, deaths: Int)
    /// The model is being trained, for so many deaths of the server.
    case training(Dataset, deaths: Int)
  }
}

extension ModelState {
  /// What get_model_status answers.
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
      atHand.map { "with \($0)" },
      work.map { "\($0)" },
      newest == .none ? nil : "newest \(newest)",
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
