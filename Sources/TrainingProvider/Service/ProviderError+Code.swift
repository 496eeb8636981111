extension ProviderError {
  /// The kind of a ``ProviderError``: a name that clients see as the reason of `ErrorInfo` details.
  ///
  /// Not an enum, so that codes can be added; drivers may make their own, which clients see as
  /// INTERNAL.
  public struct Code: Hashable, Sendable {
    /// The name in capitals with underscores, e.g. `MODEL_NOT_FOUND`.
    public var name: String

    public init(_ name: String) {
      self.name = name
    }
  }
}

extension ProviderError.Code {
  /// A field of the request is missing, malformed or too long. INVALID_ARGUMENT.
  public static let invalidRequest = Self("INVALID_REQUEST")
  /// The provider has no training method of that name. INVALID_ARGUMENT.
  public static let unknownMethod = Self("UNKNOWN_METHOD")
  /// An upload broke the rules of uploads. INVALID_ARGUMENT.
  public static let invalidUpload = Self("INVALID_UPLOAD")
  /// A dataset is larger than the method's option or the provider allows. INVALID_ARGUMENT.
  public static let datasetTooLarge = Self("DATASET_TOO_LARGE")
  /// The link to a dataset is malformed or leads where the provider does not go. INVALID_ARGUMENT.
  public static let linkRefused = Self("LINK_REFUSED")
  /// There never was such a model. NOT_FOUND.
  public static let modelNotFound = Self("MODEL_NOT_FOUND")
  /// The model's status does not allow the call. FAILED_PRECONDITION.
  public static let wrongStatus = Self("WRONG_STATUS")
  /// There is nothing to validate or to train on. FAILED_PRECONDITION.
  public static let datasetMissing = Self("DATASET_MISSING")
  /// The dataset that was sent last was refused, so there is nothing to train on.
  /// FAILED_PRECONDITION.
  public static let datasetRefused = Self("DATASET_REFUSED")
  /// No price was asked for, or the one that was answered no longer holds. FAILED_PRECONDITION.
  public static let priceNotQuoted = Self("PRICE_NOT_QUOTED")
  /// An address has as many models as `max_models_per_user` allows. RESOURCE_EXHAUSTED.
  public static let quotaExceeded = Self("QUOTA_EXCEEDED")
  /// As many uploads go on as the provider allows. RESOURCE_EXHAUSTED.
  public static let tooManyUploads = Self("TOO_MANY_UPLOADS")
  /// A model would take up more of the disk than it may. RESOURCE_EXHAUSTED.
  public static let modelTooLarge = Self("MODEL_TOO_LARGE")
  /// The disk is full, or all that the provider may use of it. RESOURCE_EXHAUSTED.
  public static let storageFull = Self("STORAGE_FULL")
  /// More work waits than the provider takes on. UNAVAILABLE.
  public static let overloaded = Self("OVERLOADED")
  /// How work on the model ended cannot be stored at present; the provider keeps trying.
  /// UNAVAILABLE.
  public static let unsettled = Self("UNSETTLED")
  /// An upload was silent for too long, too slow, or took too long. DEADLINE_EXCEEDED.
  public static let uploadTimedOut = Self("UPLOAD_TIMED_OUT")
  /// The model moved on while something was done for it. ABORTED.
  public static let superseded = Self("SUPERSEDED")
  /// The provider stopped the work. UNAVAILABLE.
  public static let interrupted = Self("INTERRUPTED")
  /// The provider's process died under the work. Only ever a failure reason. UNAVAILABLE.
  public static let workLost = Self("WORK_LOST")
  /// The provider takes no new work because it shuts down. UNAVAILABLE.
  public static let shuttingDown = Self("SHUTTING_DOWN")
  /// What the link leads to cannot be fetched. UNAVAILABLE.
  public static let fetchFailed = Self("FETCH_FAILED")
  /// The dataset breaks the method's requirements. Only ever a failure reason. INVALID_ARGUMENT.
  public static let datasetRejected = Self("DATASET_REJECTED")
  /// The trainer failed or threw. INTERNAL.
  public static let trainerFailed = Self("TRAINER_FAILED")
  /// A model of this identifier exists already: the random source is broken. INTERNAL.
  public static let identifierTaken = Self("IDENTIFIER_TAKEN")
  /// A file could not be written or read. INTERNAL.
  public static let storageFailed = Self("STORAGE_FAILED")
  /// The server was set up in a way that cannot work. Thrown at start only. INTERNAL.
  public static let invalidConfiguration = Self("INVALID_CONFIGURATION")
  /// Anything else. INTERNAL.
  public static let internalFailure = Self("INTERNAL_FAILURE")
}

extension ProviderError {
  /// Whether the provider failed, and not what it was sent.
  var isProvidersFault: Bool {
    switch code {
    case .storageFailed, .storageFull, .trainerFailed, .interrupted, .overloaded, .unsettled,
      .internalFailure:
      true
    default:
      false
    }
  }
}
