public import Foundation
public import TrainingProtos

/// A model as the registry stores it.
///
/// The status changes only through ``move(to:because:at:)`` and the methods that call it, and through
/// the method that undoes a claim, so every value obeys ``StatusTransitions``.
public struct StoredModel: Hashable, Sendable, Identifiable {
  /// The identifier: unguessable, unique, at most 128 printable ASCII characters.
  public let id: String

  /// The model's status.
  public internal(set) var status: Training_Status

  /// The number of entries in the model's history after its creation: status changes, and removals of
  /// its dataset. A job applies its result only if the model still has the
  /// revision with which the job began, so that a late result never changes a model that has moved
  /// on.
  public internal(set) var revision: Int64

  /// The name from the consumer; may be empty.
  public var name: String

  /// The description from the consumer; may be empty.
  public var description: String

  /// The short name of the service that the model is for, e.g. `ExampleService`.
  public var serviceName: String

  /// The short name of the method that the model is for, e.g. `stt`.
  public var methodName: String

  /// The addresses that may use the model if it isn't public, as the client wrote them. Often
  /// empty.
  public var addressList: [String]

  /// Whether anybody may use the model.
  public var isPublic: Bool

  /// The identifier of the provider's organization, as the client sent it: unchecked and possibly
  /// empty.
  public var organizationID: String

  /// The identifier of the service in the marketplace, as the client sent it: unchecked and possibly
  /// empty.
  public var serviceID: String

  /// The identifier of the service's group, as the client sent it: unchecked and possibly empty.
  public var groupID: String

  /// When the model was created.
  public let createdAt: Date

  /// When the status last changed.
  public internal(set) var updatedAt: Date

  /// The current dataset: the last one that was validated. If none ever was, it can be a dataset
  /// whose validation failed because of the provider.
  public var dataset: StoredDataset?

  /// The dataset that is being validated. It equals ``dataset`` if that one is validated again.
  public var candidate: StoredDataset?

  /// The link that the candidate is fetched from; empty if it was uploaded or if nothing is being
  /// validated.
  public var trainingDataLink: String

  /// The size that the link's server stated when the validation was paid for, in bytes; `nil` if it
  /// stated none.
  public var linkedBytes: UInt64?

  /// The last answer of `validate_model_price`. It is `nil` before the first question and after a paid
  /// call has used it.
  public var validationQuote: Quote?

  /// The last answer of `train_model_price`. It is `nil` before the first question and after a paid
  /// call has used it.
  public var trainingQuote: Quote?

  /// The directory with the results of the last training: a path below `artefacts` in the data
  /// directory, `MODEL/TOKEN`.
  public var artefacts: String?

  /// The size of the artefacts in bytes.
  public var artefactBytes: UInt64

  /// The checkpoints of the present training that were saved last; `nil` if none were. They are in the
  /// ``BlobStore``, where every provider finds them.
  public var savedCheckpoints: SavedCheckpoints?

  /// Why the last upload, validation or training failed, for the consumer; `nil` if it succeeded. A
  /// model with artefacts is READY_TO_USE even after a failure.
  public var failureReason: String?

  /// Whether the last failure was that of a dataset, so that there is nothing new to train on.
  public var isDatasetRefused: Bool

  /// The work that failed last, if an operator can repeat it.
  public var failedWork: FailedWork?

  /// Whether a training follows the validation by itself, because an operator retries a training.
  public var trainsAfterValidation: Bool

  /// When the dataset was removed because of its age; `nil` if it wasn't or if another one was
  /// validated since.
  public var datasetDroppedAt: Date?

  /// Whether a job is running for the model. After a crash of the process, this still says whether
  /// a job was running.
  public var hasRunningJob: Bool

  /// When the last job for the model started; `nil` if none has since the status changed.
  public var jobStart: Date?

  /// How often the process crashed while this model's job was the only one running.
  public var attempts: Int

  /// How often the process crashed while this model's job and others were running, plus the number
  /// of times the job was started as a suspect.
  public var suspicions: Int

  /// The largest fence of a claim under which the model was changed; 0 if it never was. It never
  /// decreases. See ``ModelRegistry/update(_:under:_:)``.
  public internal(set) var fence: Int64

  /// The entries of the history that have yet to be stored, oldest first; see
  /// ``takeTransitions()``.
  public internal(set) var transitions: [ModelTransition] = []

  /// Creates a model; without a status, one that was just created.
  public init(
    id: String, status: Training_Status = .created, revision: Int64 = 0, name: String = "",
    description: String = "", serviceName: String, methodName: String, addressList: [String] = [],
    isPublic: Bool = false, organizationID: String = "", serviceID: String = "",
    groupID: String = "", createdAt: Date = Date(), updatedAt: Date? = nil,
    dataset: StoredDataset? = nil, candidate: StoredDataset? = nil, trainingDataLink: String = "",
    linkedBytes: UInt64? = nil, validationQuote: Quote? = nil, trainingQuote: Quote? = nil,
    artefacts: String? = nil,
    artefactBytes: UInt64 = 0, savedCheckpoints: SavedCheckpoints? = nil,
    failureReason: String? = nil, isDatasetRefused: Bool = false,
    failedWork: FailedWork? = nil, trainsAfterValidation: Bool = false,
    datasetDroppedAt: Date? = nil, hasRunningJob: Bool = false, jobStart: Date? = nil,
    attempts: Int = 0, suspicions: Int = 0, fence: Int64 = 0
  ) {
    self.id = id
    self.status = status
    self.revision = revision
    self.name = name
    self.description = description
    self.serviceName = serviceName
    self.methodName = methodName
    self.addressList = addressList
    self.isPublic = isPublic
    self.organizationID = organizationID
    self.serviceID = serviceID
    self.groupID = groupID
    self.createdAt = createdAt
    self.updatedAt = updatedAt ?? createdAt
    self.dataset = dataset
    self.candidate = candidate
    self.trainingDataLink = trainingDataLink
    self.linkedBytes = linkedBytes
    self.validationQuote = validationQuote
    self.trainingQuote = trainingQuote
    self.artefacts = artefacts
    self.artefactBytes = artefactBytes
    self.savedCheckpoints = savedCheckpoints
    self.failureReason = failureReason
    self.isDatasetRefused = isDatasetRefused
    self.failedWork = failedWork
    self.trainsAfterValidation = trainsAfterValidation
    self.datasetDroppedAt = datasetDroppedAt
    self.hasRunningJob = hasRunningJob
    self.jobStart = jobStart
    self.attempts = attempts
    self.suspicions = suspicions
    self.fence = fence
  }
}

extension StoredModel {
  /// Whether calls may use the artefacts of the last training. This is so from the end of the first
  /// training until the model is deleted, even while a new dataset is validated and trained on.
  public var isServing: Bool { artefacts != nil && status != .deleted }

  /// The total size in bytes of the model's files on disk.
  public var byteCount: UInt64 {
    let checked = candidate == dataset ? 0 : candidate?.byteCount ?? 0
    return [dataset?.byteCount ?? 0, checked, artefactBytes].reduce(0) { sum, count in
      let (total, overflow) = sum.addingReportingOverflow(count)
      return overflow ? .max : total
    }
  }
}
