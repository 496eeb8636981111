/// Names a blob: a dataset, the artefacts of a training, or what it can continue from.
public struct BlobKey: Hashable, Sendable {
  /// What the blob is.
  public var kind: Kind

  /// The name, which the provider chose: `MODEL/TOKEN`. The model owns the blob. A name is never used
  /// again.
  public var name: String

  /// Creates a key.
  public init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// The key of a dataset.
  public static func dataset(_ name: String) -> BlobKey { BlobKey(.dataset, name) }

  /// The key of a training's artefacts.
  public static func artefacts(_ name: String) -> BlobKey { BlobKey(.artefacts, name) }

  /// The key of saved checkpoints.
  public static func checkpoints(_ name: String) -> BlobKey { BlobKey(.checkpoints, name) }

  /// The identifier of the model that owns the blob.
  public var modelID: String { String(name.prefix { $0 != "/" }) }
}

extension BlobKey {
  /// The kinds of blobs.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// One file, as a consumer sent it.
    case dataset
    /// A folder of files, as a trainer wrote them.
    case artefacts
    /// A folder of files from which a training can continue, copied while it was going on.
    case checkpoints
  }
}

extension BlobKey: CustomStringConvertible {
  /// `datasets/MODEL/TOKEN`, `artefacts/MODEL/TOKEN` or `saved-checkpoints/MODEL/TOKEN`.
  public var description: String { "\(area.rawValue)/\(name)" }

  /// The folder of a data directory that blobs of this kind are in.
  var area: DataDirectory.Area {
    switch kind {
    case .dataset: .datasets
    case .artefacts: .artefacts
    case .checkpoints: .savedCheckpoints
    }
  }
}

extension StoredModel {
  /// The keys of all blobs that the model refers to.
  package var blobs: [BlobKey] { BlobKey.Kind.allCases.flatMap { blobs($0) } }

  /// The keys of the blobs of a kind that the model refers to.
  func blobs(_ kind: BlobKey.Kind) -> [BlobKey] {
    switch kind {
    case .dataset: [dataset, candidate].compactMap { $0.map { .dataset($0.file) } }
    case .artefacts: [artefacts].compactMap { $0.map { .artefacts($0) } }
    case .checkpoints: [savedCheckpoints].compactMap { $0.map { .checkpoints($0.name) } }
    }
  }
}
