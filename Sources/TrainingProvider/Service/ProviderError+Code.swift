extension ProviderError {
  /// The kind of a ``ProviderError``. Clients see its name as the reason in `ErrorInfo` details.
  ///
  /// The type isn't an enum, so codes can be added. Fetchers and registries may define their own
  /// codes; calls then end with INTERNAL.
  public struct Code: Hashable, Sendable {
    /// The name in capitals with underscores, e.g. `MODEL_NOT_FOUND`.
    public var name: String

    /// Creates a code from its name.
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
  /// An upload broke a rule for uploads. INVALID_ARGUMENT.
  public static let invalidUpload = Self("INVALID_UPLOAD")
  /// A dataset is larger than the method's option or the provider allows. INVALID_ARGUMENT.
  public static let datasetTooLarge = Self("DATASET_TOO_LARGE")
  /// What arrived isn't what was announced: its SHA-256 digest differs. INVALID_ARGUMENT.
  public static let digestMismatch = Self("DIGEST_MISMATCH")
  /// The link to a dataset is malformed or leads to an address that isn't allowed.
  /// INVALID_ARGUMENT.
  public static let linkRefused = Self("LINK_REFUSED")
  /// There never was a model with this identifier. NOT_FOUND.
  public static let modelNotFound = Self("MODEL_NOT_FOUND")
  /// The model's status does not allow the call. FAILED_PRECONDITION.
  public static let wrongStatus = Self("WRONG_STATUS")
  /// The model has no dataset to validate or to train on. FAILED_PRECONDITION.
  public static let datasetMissing = Self("DATASET_MISSING")
  /// The dataset that was sent last was refused, so there is nothing to train on.
  /// FAILED_PRECONDITION.
  public static let datasetRefused = Self("DATASET_REFUSED")
  /// No price was asked for, or the price no longer holds. FAILED_PRECONDITION.
  public static let priceNotQuoted = Self("PRICE_NOT_QUOTED")
  /// An address already has as many models as `max_models_per_user` allows. RESOURCE_EXHAUSTED.
  public static let quotaExceeded = Self("QUOTA_EXCEEDED")
  /// Too many uploads are in progress. RESOURCE_EXHAUSTED.
  public static let tooManyUploads = Self("TOO_MANY_UPLOADS")
  /// As much work as allowed is already waiting. RESOURCE_EXHAUSTED.
  public static let queueFull = Self("QUEUE_FULL")
  /// A model would take up more of the disk than it may. RESOURCE_EXHAUSTED.
  public static let modelTooLarge = Self("MODEL_TOO_LARGE")
  /// The disk is full, or the provider has used up its share of it. RESOURCE_EXHAUSTED.
  public static let storageFull = Self("STORAGE_FULL")
  /// Too much work is already waiting. UNAVAILABLE.
  public static let overloaded = Self("OVERLOADED")
  /// The outcome of work on the model can't be stored at present; the provider keeps trying.
  /// UNAVAILABLE.
  public static let unsettled = Self("UNSETTLED")
  /// What the nodes of a provider share can't be reached: the registry, the claims or the blobs.
  /// UNAVAILABLE.
  public static let unreachable = Self("UNREACHABLE")
  /// An upload was silent for too long, too slow, or took too long. DEADLINE_EXCEEDED.
  public static let uploadTimedOut = Self("UPLOAD_TIMED_OUT")
  /// The model changed while work for it was in progress. ABORTED.
  public static let superseded = Self("SUPERSEDED")
  /// The provider lost its claim to a job, which may go on elsewhere; see ``JobClaims``. UNAVAILABLE.
  public static let claimLost = Self("CLAIM_LOST")
  /// The provider stopped the work. UNAVAILABLE.
  public static let interrupted = Self("INTERRUPTED")
  /// The work was interrupted, for example by a crash of the process, and can't go on. Only used as a
  /// failure reason. UNAVAILABLE.
  public static let workLost = Self("WORK_LOST")
  /// The provider accepts no new work because it is shutting down. UNAVAILABLE.
  public static let shuttingDown = Self("SHUTTING_DOWN")
  /// The dataset that the link leads to can't be fetched. UNAVAILABLE.
  public static let fetchFailed = Self("FETCH_FAILED")
  /// The dataset breaks the method's requirements, or its name says that it does.
  /// INVALID_ARGUMENT.
  public static let datasetRejected = Self("DATASET_REJECTED")
  /// The trainer failed or threw. INTERNAL.
  public static let trainerFailed = Self("TRAINER_FAILED")
  /// A trained model could not be loaded. INTERNAL.
  public static let loadFailed = Self("LOAD_FAILED")
  /// A model with this identifier already exists: the random source is broken. INTERNAL.
  public static let identifierTaken = Self("IDENTIFIER_TAKEN")
  /// A blob isn't in its store; see ``BlobStore``. INTERNAL.
  public static let blobMissing = Self("BLOB_MISSING")
  /// A file could not be written or read. INTERNAL.
  public static let storageFailed = Self("STORAGE_FAILED")
  /// The server's configuration can't work. Only thrown at start. INTERNAL.
  public static let invalidConfiguration = Self("INVALID_CONFIGURATION")
  /// Anything else. INTERNAL.
  public static let internalFailure = Self("INTERNAL_FAILURE")
}

extension ProviderError {
  /// Whether the provider is at fault and not the request or the dataset.
  var isProvidersFault: Bool {
    switch code {
    case .storageFailed, .storageFull, .trainerFailed, .interrupted, .overloaded, .unsettled,
      .unreachable, .internalFailure:
      true
    default:
      false
    }
  }
}
