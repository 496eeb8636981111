import Foundation
import SwiftProtobuf
import TrainingProvider

extension Training_Cluster_ArchivePart: Record {}
extension Training_Cluster_ArchivedChanges: Record {}
extension Training_Cluster_MoveRecord: Record {}
extension Training_Cluster_NodeRecord: Record {}

extension Training_Cluster_ArchivedModel {
  /// Without the files.
  init(_ entry: RegistryEntry) {
    self.init()
    model.set(entry.model)
    model.firstRevision = entry.firstRevision
    history = entry.history.map(Training_Cluster_TransitionRecord.init)
    fence = entry.lastFence
  }

  /// - Throws: ``ProviderError`` if a status is unknown.
  var entry: RegistryEntry {
    get throws {
      RegistryEntry(
        model: try model.model, history: try history.map { try $0.transition }, lastFence: fence)
    }
  }

  /// Whether both are the same, whatever files were found.
  func isSameEntry(as other: Self) -> Bool {
    var (own, other) = (self, other)
    (own.blobs, other.blobs) = ([], [])
    return own == other
  }
}

extension RegistryEntry {
  /// The revision of the first entry of the history; if there is none, of the one that comes next.
  var firstRevision: Int64 { history.first?.revision ?? model.revision + 1 }
}

extension Training_Cluster_ArchivedBlob {
  init(_ key: BlobKey) {
    self.init()
    kind =
      switch key.kind {
      case .dataset: .dataset
      case .artefacts: .artefacts
      case .checkpoints: .checkpoints
      }
    name = key.name
  }

  /// The key of the blob; `nil` if this isn't a name that a provider gives. Archives may come from others.
  var key: BlobKey? {
    guard ArchivePath.isPlain(name), name.count(where: { $0 == "/" }) == 1 else { return nil }
    switch kind {
    case .dataset: return .dataset(name)
    case .artefacts: return .artefacts(name)
    case .checkpoints: return .checkpoints(name)
    default: return nil
    }
  }

  /// The total size of the files in bytes.
  var byteCount: UInt64 { files.reduce(0) { $0 &+ $1.byteCount } }
}

/// Paths in an archive.
enum ArchivePath {
  /// Whether a path leads to a place below the folder that it begins in.
  static func isPlain(_ path: String) -> Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.utf8.contains(0) && !names.contains { ["", ".", ".."].contains($0) }
  }
}
