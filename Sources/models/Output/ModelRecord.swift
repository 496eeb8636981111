import Foundation
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// A model in an answer.
struct ModelRecord: Encodable {
  let id: String
  let status: String
  let name: String
  let description: String
  let service: String
  let method: String
  let addresses: [String]
  let isPublic: Bool
  let createdAt: Date
  let updatedAt: Date
  let bytes: UInt64
  let isServing: Bool
  let failureReason: String?
  let retry: String?
  let datasetDroppedAt: Date?

  init(_ model: StoredModel) {
    id = model.id
    status = model.status.protoName
    name = model.name
    description = model.description
    service = model.serviceName
    method = model.methodName
    addresses = model.addressList
    isPublic = model.isPublic
    createdAt = model.createdAt
    updatedAt = model.updatedAt
    bytes = model.byteCount
    isServing = model.isServing
    failureReason = model.failureReason
    retry = model.failedWork.map(Self.name)
    datasetDroppedAt = model.datasetDroppedAt
  }

  /// What retrying the model would repeat.
  private static func name(_ work: FailedWork) -> String {
    switch work {
    case .validation: "validation"
    case .link: "link"
    case .training: "training"
    }
  }
}
