package import Foundation
package import TrainingProvider

/// What an archive contains, as its file `archive.json` says. The file is written last, so a folder without
/// it isn't a whole archive.
package struct ArchiveManifest: Codable, Hashable, Sendable {
  /// The version of the format.
  package var version = Self.currentVersion

  /// When the archive was completed.
  package var date: Date

  /// The identity of the registry.
  package var registry: String

  package var counts: RegistryCounts

  package var files: ArchivedFiles

  /// The parts in which the models are, in their order.
  package var parts: [Part]

  /// The SHA-256 digest of the file with the changes by operators.
  package var operatorChanges: String

  /// A file with models.
  package struct Part: Codable, Hashable, Sendable {
    package var file: String
    package var models: Int
    /// The SHA-256 digest of the file.
    package var digest: String
  }

  static let currentVersion = 1
  static let fileName = "archive.json"

  /// Names the content, whenever it was written.
  package var id: String {
    let digests = [registry, operatorChanges] + parts.map(\.digest)
    return BlobDigest(of: Data(digests.joined(separator: "\n").utf8)).description
  }
}

/// How many datasets, artefacts and saved checkpoints there are.
package struct ArchivedFiles: Codable, Hashable, Sendable {
  package var datasets = 0
  package var datasetBytes: UInt64 = 0
  package var artefacts = 0
  package var artefactBytes: UInt64 = 0
  package var checkpoints = 0
  package var checkpointBytes: UInt64 = 0

  /// Those that models refer to and that were gone already.
  package var missing: [String] = []

  mutating func add(_ blob: Training_Cluster_ArchivedBlob) {
    guard !blob.isMissing else { return missing.append(blob.key?.description ?? blob.name) }
    switch blob.kind {
    case .dataset:
      datasets += 1
      datasetBytes &+= blob.byteCount
    case .checkpoints:
      checkpoints += 1
      checkpointBytes &+= blob.byteCount
    default:
      artefacts += 1
      artefactBytes &+= blob.byteCount
    }
  }
}
