import GRPCCore
import TrainingProtos

/// The expected answer of a model in a certain state.
enum Prediction: Hashable, Sendable {
  case status(Training_Status)
  case price
  case transcript(of: Dataset)
  case refusal(Cause)

  enum Cause: Hashable, Sendable {
    /// The model's status does not allow the call. FAILED_PRECONDITION.
    case status
    /// The price is unknown or no longer holds. FAILED_PRECONDITION.
    case price
    /// The link leads nowhere. UNAVAILABLE.
    case link
    /// The upload contradicts its first message. INVALID_ARGUMENT.
    case truncated
    /// The client stopped sending. DEADLINE_EXCEEDED.
    case stalled
    /// The model was deleted during the upload. ABORTED.
    case superseded
    /// The model was deleted. NOT_FOUND, or FAILED_PRECONDITION if the deletion came after the
    /// guard's check.
    case deleted
  }

  /// Whether the prediction matches `answer`.
  func matches(_ answer: Answer, to call: Call) -> Bool {
    switch (self, answer) {
    case (.status(let status), .status(let answer)): status == answer
    case (.price, .price): true
    case (.transcript(let dataset), .transcript(let text)):
      Self.isRight(text, of: dataset, for: call)
    case (.refusal(let cause), .refused(let refusal)): cause.explains(refusal)
    default: false
    }
  }

  /// For a clip of the model's dataset, the answer must be the clip's own transcript. For any other
  /// clip, it must be a transcript of the dataset, or empty because the clip isn't recognised.
  private static func isRight(_ text: String, of dataset: Dataset, for call: Call) -> Bool {
    if case .inference(let clip) = call, clip.dataset == dataset.number {
      return text == clip.transcript
    }
    return text.isEmpty || Clip.isTranscript(text, of: dataset.number)
  }
}

extension Prediction.Cause {
  fileprivate func explains(_ refusal: Refusal) -> Bool {
    switch self {
    case .status: refusal.code == .failedPrecondition
    case .price: refusal.isForPrice
    case .link: refusal.code == .unavailable && refusal.message.contains("training_data_link")
    case .truncated: refusal.code == .invalidArgument
    case .stalled: refusal.code == .deadlineExceeded
    case .superseded: refusal.code == .aborted
    case .deleted: [.notFound, .failedPrecondition].contains(refusal.code)
    }
  }
}
