public import Foundation
public import TrainingProtos

/// A model as the registry stores it.
///
/// The status changes only through ``move(to:at:)`` and the methods above it, so a value that
/// exists obeys ``StatusTransitions``.
public struct StoredModel: Hashable, Sendable, Identifiable {
  /// The identifier: unguessable, unique, at most 128 printable ASCII characters.
  public let id: String

  /// How far the model has come.
  public internal(set) var status: Training_Status

  /// The number of status changes so far. Work that began at one revision applies its result only
  /// if the model is still at it, so that late results never reach a model that moved on.
  public internal(set) var revision: Int64

  /// The name the consumer gave; may be empty.
  public var name: String

  /// What the consumer says about the model; may be empty.
  public var description: String

  /// The short name of the service that the model is for, e.g. `ExampleService`.
  public var serviceName: String

  /// The short name of the method that the model is for, e.g. `stt`.
  public var methodName: String

  /// Who may use the model when it is not public, as the client wrote it. Often empty.
  public var addressList: [String]

  /// Whether anybody may use the model.
  public var isPublic: Bool

  /// The marketplace's names for the provider; unchecked and possibly empty.
  public var organizationID: String
  public var serviceID: String
  public var groupID: String

  /// When `create_model` was answered.
  public let createdAt: Date

  /// When the status changed last.
  public internal(set) var updatedAt: Date

  /// The dataset at hand: the last one that was validated or, when no dataset ever was, one whose
  /// validation the provider failed to bring to an end.
  public var dataset: StoredDataset?

  /// The dataset that is being validated; the same as ``dataset`` when that is validated again.
  public var candidate: StoredDataset?

  /// Where the candidate is fetched from; empty if it was uploaded or nothing is being validated.
  public var trainingDataLink: String

  /// The size that the link's server stated when the validation was paid for, in bytes; `nil` if it
  /// stated none.
  public var linkedBytes: UInt64?

  /// The last answers of `validate_model_price` and `train_model_price`; `nil` before the first and
  /// once they were used.
  public var validationQuote: Quote?
  public var trainingQuote: Quote?

  /// The directory below the data directory's `artefacts` with what training made, `MODEL/TOKEN`.
  public var artefacts: String?

  /// The size of what training made, in bytes.
  public var artefactBytes: UInt64

  /// Why the last upload, validation or training failed, for the consumer; `nil` if it did not. A
  /// model that has artefacts is READY_TO_USE all the same.
  public var failureReason: String?

  /// Whether it was a dataset that failed, so that there is nothing new to train on.
  public var isDatasetRefused: Bool

  /// Whether the current validation or training is in hand. It stays so when the process dies.
  public var isInHand: Bool

  /// How often the process died with this work, and only this, in hand.
  public var attempts: Int

  /// How often the process died with this work and other work in hand.
  public var suspicions: Int

  public init(
    id: String, status: Training_Status = .created, revision: Int64 = 0, name: String = "",
    description: String = "", serviceName: String, methodName: String, addressList: [String] = [],
    isPublic: Bool = false, organizationID: String = "", serviceID: String = "",
    groupID: String = "", createdAt: Date = Date(), updatedAt: Date? = nil,
    dataset: StoredDataset? = nil, candidate: StoredDataset? = nil, trainingDataLink: String = "",
    linkedBytes: UInt64? = nil, validationQuote: Quote? = nil, trainingQuote: Quote? = nil,
    artefacts: String? = nil,
    artefactBytes: UInt64 = 0, failureReason: String? = nil, isDatasetRefused: Bool = false,
    isInHand: Bool = false, attempts: Int = 0, suspicions: Int = 0
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
    self.failureReason = failureReason
    self.isDatasetRefused = isDatasetRefused
    self.isInHand = isInHand
    self.attempts = attempts
    self.suspicions = suspicions
  }
}

extension StoredModel {
  /// Whether calls may use what the last training made: once there is something, until the model is
  /// deleted, also while a new dataset is validated and trained on.
  public var isServing: Bool { artefacts != nil && status != .deleted }

  /// How many bytes on the disk the model refers to.
  public var byteCount: UInt64 {
    let checked = candidate == dataset ? 0 : candidate?.byteCount ?? 0
    return [dataset?.byteCount ?? 0, checked, artefactBytes].reduce(0) { sum, count in
      let (total, overflow) = sum.addingReportingOverflow(count)
      return overflow ? .max : total
    }
  }
}
