import GRPCCore
import TrainingProtos

/// What a model in a certain state answers.
enum Prediction: Hashable, Sendable {
  case status(Training_Status)
  case price
  case transcript(of: Dataset)
  case refusal(Cause)

  enum Cause: Hashable, Sendable {
    /// The model's status does not allow the call. FAILED_PRECONDITION.
    case status
    /// The price isn't known, or is not the right one any more. FAILED_PRECONDITION.
    case price
    /// A look at the link showed that it leads nowhere. UNAVAILABLE.
    case link
    /// The upload is not what its first message promised. INVALID_ARGUMENT.
    case truncated
    /// Nothing more came. DEADLINE_EXCEEDED.
    case stalled
    /// The model was deleted during the upload. ABORTED.
    case superseded
    /// A deleted model is asked for a result. NOT_FOUND, or FAILED_PRECONDITION if the guard still
    /// let the call pass.
    case deleted
  }

  /// Whether `answer` is what was predicted.
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

  /// A clip that the model knows has its own transcript. Any other clip has that of some clip of
  /// the model's.
  private static func isRight(_ text: String, of dataset: Dataset, for call: Call) -> Bool {
    if case .inference(let clip) = call, clip.dataset == dataset.number {
      return text == clip.transcript
    }
    return Clip.isTranscript(text, of: dataset.number)
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
