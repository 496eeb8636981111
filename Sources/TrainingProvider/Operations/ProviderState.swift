public import Foundation

/// What a provider is doing at a moment, for operators.
///
/// It contains identifiers of models and text from consumers, so show it to nobody but operators.
public struct ProviderState: Codable, Hashable, Sendable {
  /// The moment.
  public var date: Date

  /// When the provider was started.
  public var startedAt: Date

  /// How many models have each status, by the status's name in the proto.
  public var modelCounts: [String: Int]

  /// The newest models of each status but DELETED, as many as were asked for.
  public var models: [ModelState]

  /// The jobs that are running and those that wait; see ``ModelProvider/unfinishedJobs()``.
  public var jobs: [UnfinishedJob]

  /// The disk.
  public var disk: DiskState
}

/// A model, for operators.
public struct ModelState: Codable, Hashable, Sendable {
  /// The identifier.
  public var id: String
  /// The name from the consumer.
  public var name: String
  /// The status's name in the proto.
  public var status: String
  /// The service and the method that the model is for, with a dot between them.
  public var method: String
  /// When the model was created.
  public var createdAt: Date
  /// When the status last changed.
  public var updatedAt: Date
  /// The size of its files in bytes.
  public var byteCount: UInt64
  /// Why the last work on it failed; `nil` if it succeeded.
  public var failureReason: String?
}

/// The disk with the data directory, for operators.
public struct DiskState: Codable, Hashable, Sendable {
  /// The size of the file system in bytes.
  public var sizeBytes: UInt64
  /// How many bytes the provider can still write.
  public var freeBytes: UInt64
  /// The bytes of all datasets and artefacts.
  public var usedBytes: UInt64
  /// The bytes that are reserved for datasets in transfer.
  public var reservedBytes: UInt64
  /// How many bytes ``StorageLimits`` keep free.
  public var minFreeBytes: UInt64
}
