/// A call about one model.
enum Call: Hashable, Sendable {
  /// get_model_status
  case status
  /// validate_model_price with a link to a dataset or, if `nil`, without a link
  case validationPrice(Dataset?)
  /// train_model_price
  case trainingPrice
  /// upload_and_validate
  case upload(Dataset, Ending)
  /// validate_model with a link to a dataset or, if `nil`, with the current dataset
  case validation(Dataset?)
  /// train_model
  case training
  /// delete_model
  case deletion
  /// stt with a clip
  case inference(Clip)

  /// How an upload ends.
  enum Ending: Hashable, Sendable, CaseIterable {
    /// After all bytes.
    case whole
    /// Regularly but too early, as when the daemon refuses a batch.
    case truncated
    /// Never: the client stops sending, and the server has to end the upload.
    case stalled
    /// The client cancels the upload.
    case withdrawn
  }
}

extension Call {
  /// The name of the call's method.
  var method: String {
    switch self {
    case .status: "get_model_status"
    case .validationPrice: "validate_model_price"
    case .trainingPrice: "train_model_price"
    case .upload: "upload_and_validate"
    case .validation: "validate_model"
    case .training: "train_model"
    case .deletion: "delete_model"
    case .inference: "stt"
    }
  }

  /// Whether the daemon charges for the call.
  var isPaid: Bool { question != nil }

  /// The call that asks for the price of this call; `nil` if it is free.
  var question: Call? {
    switch self {
    case .upload: .validationPrice(nil)
    case .validation(let dataset): .validationPrice(dataset)
    case .training: .trainingPrice
    default: nil
    }
  }

  /// Whether the call can change the model.
  var changes: Bool { isPaid || self == .deletion }
}

extension Call: CustomStringConvertible {
  var description: String {
    switch self {
    case .upload(let dataset, let ending): "\(method)(\(dataset), \(ending))"
    case .validation(let dataset?): "\(method)(link to \(dataset))"
    case .validation(nil): "\(method)(current dataset)"
    case .validationPrice(let dataset?): "\(method)(link to \(dataset))"
    case .inference(let clip): "\(method)(\(clip.transcript))"
    default: method
    }
  }
}

extension Dataset: CustomStringConvertible {
  var description: String {
    "dataset \(number)" + (fault.map { " (\($0))" } ?? "")
  }
}
