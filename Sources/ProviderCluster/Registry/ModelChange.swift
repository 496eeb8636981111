import EtcdStore
import Foundation
import SwiftProtobuf
import TrainingProtos
import TrainingProvider

/// A change of a model, as one transaction.
struct ModelChange {
  let keys: ClusterKeys
  /// The model before the change; `nil` for a new model.
  let before: StoredModel?
  let after: StoredModel
  /// The entries for the model's history.
  let transitions: [ModelTransition]
  /// What is stored of the model.
  var record: Training_Cluster_ModelRecord
  /// The sums of the part of the registry to which the model belongs.
  var usage: Training_Cluster_UsageRecord
  /// The number of the last change that an operator made by hand. Only needed if this is one.
  var lastOperatorChange: Int64 = 0

  /// How many of a model's last entries are kept, beside the first.
  static let keptEntries: Int64 = 200

  /// How many names of changes are kept.
  private static let keptNames = 16

  /// Whether the sums change.
  var changesUsage: Bool { before.map(ModelShare.init) != ModelShare(after) }

  /// The operations of the transaction.
  ///
  /// - Parameter name: the random number that names the change.
  func operations(named name: UInt64) throws -> [EtcdOperation] {
    try [model(named: name)] + lists + sums + history + byOperator
  }

  private func model(named name: UInt64) throws -> EtcdOperation {
    var record = record
    record.set(after)
    record.changes = [name] + record.changes.prefix(Self.keptNames - 1)
    return .put(keys.model(after.id), try record.data)
  }

  private var lists: [EtcdOperation] {
    let old = before.map(keys.lists) ?? []
    let new = keys.lists(of: after)
    return old.subtracting(new).map { .delete(.key($0)) }
      + new.subtracting(old).map { .put($0, Data()) }
  }

  private var sums: [EtcdOperation] {
    get throws {
      guard changesUsage else { return [] }
      var usage = usage
      if let before { usage.remove(ModelShare(before)) }
      usage.add(ModelShare(after))
      return [.put(keys.usage(ofModel: after.id), try usage.data)]
    }
  }

  /// Adds the entries, and removes as many old ones as exceed what is kept.
  private var history: [EtcdOperation] {
    get throws {
      guard let first = transitions.first, let last = transitions.last else { return [] }
      let added = try transitions.map { transition in
        EtcdOperation.put(
          keys.history(ofModel: after.id, at: transition.revision),
          try Training_Cluster_TransitionRecord(transition).data)
      }
      let start = max(first.revision - Self.keptEntries, record.firstRevision + 1)
      let end = last.revision - Self.keptEntries + 1
      guard start < end else { return added }
      let old = EtcdKeyRange.from(
        keys.history(ofModel: after.id, at: start), upTo: keys.history(ofModel: after.id, at: end))
      return added + [.delete(old)]
    }
  }

  private var byOperator: [EtcdOperation] {
    get throws {
      try transitions.filter(\.isByOperator).enumerated().map { index, transition in
        let number = lastOperatorChange + Int64(index) + 1
        let record = Training_Cluster_OperatorChangeRecord.with {
          $0.modelID = after.id
          $0.revision = transition.revision
          $0.number = number
        }
        return .put(keys.operatorChange(number), try record.data)
      }
    }
  }
}

extension EtcdTransaction {
  /// A transaction of any number of operations. etcd limits the length of a list, so long ones are divided
  /// into inner transactions.
  init(if conditions: [EtcdCondition], thenAll operations: [EtcdOperation]) {
    let size = 60
    guard operations.count > size else {
      self.init(if: conditions, then: operations)
      return
    }
    let parts = stride(from: 0, to: operations.count, by: size).map { start in
      EtcdOperation.transaction(EtcdTransaction(then: Array(operations[start...].prefix(size))))
    }
    self.init(if: conditions, then: parts)
  }
}
