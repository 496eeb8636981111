import Foundation
import SwiftProtobuf
import TrainingProtos
import TrainingProvider

extension Training_Cluster_ModelRecord {
  /// Replaces what the record says about the model. Fields of newer versions stay.
  mutating func set(_ model: StoredModel) {
    setDescription(model)
    setFiles(model)
    failureReason = model.failureReason ?? ""
    if model.failureReason == nil { clearFailureReason() }
    isDatasetRefused = model.isDatasetRefused
    failedWork = model.failedWork.map(Training_Cluster_FailedWorkRecord.init) ?? .init()
    if model.failedWork == nil { clearFailedWork() }
    trainsAfterValidation = model.trainsAfterValidation
    datasetDroppedAt = model.datasetDroppedAt.map { .init(date: $0) } ?? .init()
    if model.datasetDroppedAt == nil { clearDatasetDroppedAt() }
    hasRunningJob_p = model.hasRunningJob
    jobStart = model.jobStart.map { .init(date: $0) } ?? .init()
    if model.jobStart == nil { clearJobStart() }
    attempts = Int64(model.attempts)
    suspicions = Int64(model.suspicions)
    fence = model.fence
  }

  private mutating func setDescription(_ model: StoredModel) {
    id = model.id
    status = Int32(model.status.rawValue)
    revision = model.revision
    name = model.name
    description_p = model.description
    serviceName = model.serviceName
    methodName = model.methodName
    addressList = model.addressList
    isPublic = model.isPublic
    organizationID = model.organizationID
    serviceID = model.serviceID
    groupID = model.groupID
    createdAt = .init(date: model.createdAt)
    updatedAt = .init(date: model.updatedAt)
  }

  private mutating func setFiles(_ model: StoredModel) {
    dataset = model.dataset.map(Training_Cluster_DatasetRecord.init) ?? .init()
    if model.dataset == nil { clearDataset() }
    candidate = model.candidate.map(Training_Cluster_DatasetRecord.init) ?? .init()
    if model.candidate == nil { clearCandidate() }
    trainingDataLink = model.trainingDataLink
    linkedBytes = model.linkedBytes ?? 0
    if model.linkedBytes == nil { clearLinkedBytes() }
    validationQuote = model.validationQuote.map(Training_Cluster_QuoteRecord.init) ?? .init()
    if model.validationQuote == nil { clearValidationQuote() }
    trainingQuote = model.trainingQuote.map(Training_Cluster_QuoteRecord.init) ?? .init()
    if model.trainingQuote == nil { clearTrainingQuote() }
    artefacts = model.artefacts ?? ""
    if model.artefacts == nil { clearArtefacts() }
    artefactBytes = model.artefactBytes
    savedCheckpoints =
      model.savedCheckpoints.map(Training_Cluster_CheckpointsRecord.init) ?? .init()
    if model.savedCheckpoints == nil { clearSavedCheckpoints() }
  }

  /// The model.
  ///
  /// - Throws: ``ProviderError`` if its status is unknown.
  var model: StoredModel {
    get throws {
      StoredModel(
        id: id, status: try Training_Status(stored: status), revision: revision, name: name,
        description: description_p, serviceName: serviceName, methodName: methodName,
        addressList: addressList, isPublic: isPublic, organizationID: organizationID,
        serviceID: serviceID, groupID: groupID, createdAt: createdAt.date,
        updatedAt: updatedAt.date, dataset: hasDataset ? dataset.dataset : nil,
        candidate: hasCandidate ? candidate.dataset : nil, trainingDataLink: trainingDataLink,
        linkedBytes: hasLinkedBytes ? linkedBytes : nil,
        validationQuote: hasValidationQuote ? validationQuote.quote : nil,
        trainingQuote: hasTrainingQuote ? trainingQuote.quote : nil,
        artefacts: hasArtefacts ? artefacts : nil, artefactBytes: artefactBytes,
        savedCheckpoints: hasSavedCheckpoints ? savedCheckpoints.checkpoints : nil,
        failureReason: hasFailureReason ? failureReason : nil,
        isDatasetRefused: isDatasetRefused, failedWork: failedWork.work,
        trainsAfterValidation: trainsAfterValidation,
        datasetDroppedAt: hasDatasetDroppedAt ? datasetDroppedAt.date : nil,
        hasRunningJob: hasRunningJob_p, jobStart: hasJobStart ? jobStart.date : nil,
        attempts: Int(clamping: attempts), suspicions: Int(clamping: suspicions), fence: fence)
    }
  }
}

extension Training_Cluster_DatasetRecord {
  init(_ dataset: StoredDataset) {
    self.init()
    file = dataset.file
    name = dataset.name
    byteCount = dataset.byteCount
  }

  var dataset: StoredDataset { StoredDataset(file: file, name: name, byteCount: byteCount) }
}

extension Training_Cluster_CheckpointsRecord {
  init(_ checkpoints: SavedCheckpoints) {
    self.init()
    name = checkpoints.name
    byteCount = checkpoints.byteCount
  }

  var checkpoints: SavedCheckpoints { SavedCheckpoints(name: name, byteCount: byteCount) }
}

extension Training_Cluster_QuoteRecord {
  init(_ quote: Quote) {
    self.init()
    price = quote.price
    link = quote.link
    if let file = quote.datasetFile { datasetFile = file }
    date = .init(date: quote.date)
  }

  var quote: Quote {
    Quote(
      price: price, link: link, datasetFile: hasDatasetFile ? datasetFile : nil, date: date.date)
  }
}

extension Training_Cluster_FailedWorkRecord {
  init(_ work: FailedWork) {
    self.init()
    switch work {
    case .validation: kind = .validation
    case .training: kind = .training
    case .link(let link):
      kind = .link
      self.link = link
    }
  }

  var work: FailedWork? {
    switch kind {
    case .validation: .validation
    case .training: .training
    case .link: .link(link)
    default: nil
    }
  }
}

extension Training_Cluster_TransitionRecord {
  init(_ transition: ModelTransition) {
    self.init()
    revision = transition.revision
    date = .init(date: transition.date)
    if let status = transition.oldStatus { oldStatus = Int32(status.rawValue) }
    newStatus = Int32(transition.newStatus.rawValue)
    reason = transition.reason
    isByOperator = transition.isByOperator
  }

  var transition: ModelTransition {
    get throws {
      ModelTransition(
        revision: revision, date: date.date,
        from: try hasOldStatus ? Training_Status(stored: oldStatus) : nil,
        to: try Training_Status(stored: newStatus), reason: reason, isByOperator: isByOperator)
    }
  }
}

extension Training_Status {
  /// Reads the number of a status.
  init(stored number: Int32) throws {
    guard let status = Self.allCases.first(where: { $0.rawValue == Int(number) }) else {
      throw ProviderError(
        .internalFailure, "the provider's registry contains an unknown status, \(number)")
    }
    self = status
  }
}
