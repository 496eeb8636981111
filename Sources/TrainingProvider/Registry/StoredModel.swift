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

  /// The marketplace's names for who offers the service; unchecked and possibly empty.
  public var organizationID: String
  public var serviceID: String
  public var groupID: String

  /// When `create_model` was answered.
  public let createdAt: Date

  /// When the status changed last.
  public internal(set) var updatedAt: Date

  /// The dataset that was uploaded or fetched last, if there is one.
  public var dataset: StoredDataset?

  /// Where the dataset can be fetched from; empty if it was uploaded or there is none.
  public var trainingDataLink: String

  /// The last answers of `validate_model_price` and `train_model_price` in base units, which the
  /// daemon charges; `nil` before the first.
  public var validationPrice: UInt64?
  public var trainingPrice: UInt64?

  /// The directory below the data directory's `artefacts` with what training made, `MODEL/TOKEN`.
  public var artefacts: String?

  /// Why the model is ERRORED, for the consumer; `nil` otherwise.
  public var failureReason: String?

  /// How often the current validation or training was begun and not brought to an end, because
  /// the process died under it.
  public var attempts: Int

  public init(
    id: String, status: Training_Status = .created, revision: Int64 = 0, name: String = "",
    description: String = "", serviceName: String, methodName: String, addressList: [String] = [],
    isPublic: Bool = false, organizationID: String = "", serviceID: String = "",
    groupID: String = "", createdAt: Date = Date(), updatedAt: Date? = nil,
    dataset: StoredDataset? = nil, trainingDataLink: String = "", validationPrice: UInt64? = nil,
    trainingPrice: UInt64? = nil, artefacts: String? = nil, failureReason: String? = nil,
    attempts: Int = 0
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
    self.trainingDataLink = trainingDataLink
    self.validationPrice = validationPrice
    self.trainingPrice = trainingPrice
    self.artefacts = artefacts
    self.failureReason = failureReason
    self.attempts = attempts
  }
}
