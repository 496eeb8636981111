import SwiftProtobuf
import TrainingProtos
import TrainingProvider

/// What a model adds to the sums of its status.
struct ModelShare: Hashable {
  let status: Training_Status
  let bytes: UInt64

  init(_ model: StoredModel) {
    status = model.status
    bytes = model.byteCount
  }
}

extension Training_Cluster_UsageRecord {
  mutating func add(_ share: ModelShare) { change(share, models: 1, bytes: share.bytes) }

  mutating func remove(_ share: ModelShare) { change(share, models: -1, bytes: 0 &- share.bytes) }

  private mutating func change(_ share: ModelShare, models: Int64, bytes: UInt64) {
    let number = Int32(share.status.rawValue)
    let index =
      statuses.firstIndex { $0.status == number }
      ?? {
        statuses.append(.with { $0.status = number })
        return statuses.count - 1
      }()
    statuses[index].models &+= models
    statuses[index].bytes &+= bytes
  }
}
