import EtcdStore
import Foundation
import SwiftProtobuf
import TrainingProvider

/// A value in etcd.
protocol Record: SwiftProtobuf.Message {
  /// The version of the format that a reader has to understand.
  var version: Int32 { get set }
}

/// The version of the format that this software reads and writes; see `records.proto`.
enum RecordFormat {
  static let version: Int32 = 1
}

extension Record {
  /// Reads a value.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if a newer version wrote
  ///   it, or with ``ProviderError/Code/internalFailure`` if it is damaged.
  init(_ entry: EtcdEntry) throws {
    try self.init(entry.value, from: "\(entry.key) in etcd")
  }

  /// Reads a value from a place.
  init(_ data: Data, from place: String) throws {
    do {
      try self.init(serializedBytes: data)
    } catch {
      throw ProviderError(
        .internalFailure, "the provider's registry is damaged; ask the provider",
        cause: EtcdError(.refused, "\(place) contains no \(Self.self)", cause: error))
    }
    guard version <= RecordFormat.version else {
      throw ProviderError(
        .invalidConfiguration,
        "\(place) was written by a newer version of this software: use that version here, too")
    }
  }

  /// The bytes to store.
  var data: Data {
    get throws {
      var record = self
      record.version = RecordFormat.version
      return try record.serializedData()
    }
  }
}

extension Training_Cluster_RegistryRecord: Record {}
extension Training_Cluster_ModelRecord: Record {}
extension Training_Cluster_TransitionRecord: Record {}
extension Training_Cluster_OperatorChangeRecord: Record {}
extension Training_Cluster_UsageRecord: Record {}
extension Training_Cluster_ClaimRecord: Record {}
extension Training_Cluster_FenceRecord: Record {}
