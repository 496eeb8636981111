public import Foundation
import SwiftProtobuf

/// Several operations that are done at once, if conditions hold, and others if they don't.
///
/// etcd accepts at most 128 operations and 1.5 MiB by default, and no key may be changed twice. An inner
/// transaction counts as one operation. The number of its own operations and the larger one of the outer
/// transaction's conditions and operations may be 128 together.
public struct EtcdTransaction: Sendable {
  /// All of them have to hold.
  public var conditions: [EtcdCondition]

  /// What is done if the conditions hold.
  public var operations: [EtcdOperation]

  /// What is done otherwise.
  public var otherwise: [EtcdOperation]

  /// Creates a transaction.
  public init(
    if conditions: [EtcdCondition] = [], then operations: [EtcdOperation],
    else otherwise: [EtcdOperation] = []
  ) {
    self.conditions = conditions
    self.operations = operations
    self.otherwise = otherwise
  }

  var message: Etcdserverpb_TxnRequest {
    .with {
      $0.compare = conditions.map(\.message)
      $0.success = operations.map(\.message)
      $0.failure = otherwise.map(\.message)
    }
  }
}

/// A condition of a transaction. Keys that don't exist have the revision 0.
public struct EtcdCondition: Sendable {
  let message: Etcdserverpb_Compare

  /// The key was last changed at a revision of the store.
  public static func lastChange(of key: EtcdKey, isAt revision: Int64) -> EtcdCondition {
    EtcdCondition(
      message: .with {
        $0.key = key.bytes
        $0.target = .mod
        $0.modRevision = revision
      })
  }

  /// The key was created at a revision of the store.
  public static func creation(of key: EtcdKey, isAt revision: Int64) -> EtcdCondition {
    EtcdCondition(
      message: .with {
        $0.key = key.bytes
        $0.target = .create
        $0.createRevision = revision
      })
  }

  /// The key doesn't exist.
  public static func isMissing(_ key: EtcdKey) -> EtcdCondition { creation(of: key, isAt: 0) }

  /// No key of the range that exists was created after a revision of the store.
  public static func noneCreated(
    in range: EtcdKeyRange, after revision: Int64
  ) -> EtcdCondition {
    EtcdCondition(
      message: .with {
        $0.key = range.start.bytes
        $0.rangeEnd = range.endBytes
        $0.result = .less
        $0.target = .create
        $0.createRevision = revision + 1
      })
  }
}

/// An operation of a transaction.
public enum EtcdOperation: Sendable {
  /// Sets a value. Without a lease, the key stays until it is deleted.
  case put(EtcdKey, Data, lease: EtcdLease.ID? = nil)

  /// Deletes the keys of a range.
  case delete(EtcdKeyRange)

  /// Reads a range of keys; see ``EtcdTransactionResult/pages``.
  case read(EtcdQuery)

  /// Makes another transaction as a part of this one.
  case transaction(EtcdTransaction)

  var message: Etcdserverpb_RequestOp {
    switch self {
    case .put(let key, let value, let lease):
      .with {
        $0.requestPut = .with {
          $0.key = key.bytes
          $0.value = value
          $0.lease = lease?.number ?? 0
        }
      }
    case .delete(let range):
      .with {
        $0.requestDeleteRange = .with {
          $0.key = range.start.bytes
          $0.rangeEnd = range.endBytes
        }
      }
    case .read(let query): .with { $0.requestRange = query.message }
    case .transaction(let inner): .with { $0.requestTxn = inner.message }
    }
  }
}

/// What a transaction did.
public struct EtcdTransactionResult: Sendable {
  /// Whether the conditions held.
  public var succeeded: Bool

  /// The store's revision afterwards.
  public var revision: Int64

  /// What the reads returned, in the order of the operations. Those of inner transactions are among them.
  public var pages: [EtcdPage]

  init(_ message: Etcdserverpb_TxnResponse) {
    succeeded = message.succeeded
    revision = message.header.revision
    pages = message.responses.flatMap { response -> [EtcdPage] in
      switch response.response {
      case .responseRange(let range): [EtcdPage(range)]
      case .responseTxn(let inner): EtcdTransactionResult(inner).pages
      default: []
      }
    }
  }
}
