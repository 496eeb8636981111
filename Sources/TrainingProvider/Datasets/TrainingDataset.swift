public import Foundation
public import TrainingDatasets

/// A dataset that was received completely: what a ``Trainer`` reads.
public struct TrainingDataset: Hashable, Sendable {
  /// The archive. Its name is the provider's and says nothing; see ``name``.
  public let file: URL

  /// What the client calls the file, a label and never a path.
  public let name: String

  /// The archive's size in bytes.
  public let byteCount: UInt64

  public init(file: URL, name: String, byteCount: UInt64) {
    self.file = file
    self.name = name
    self.byteCount = byteCount
  }
}

extension TrainingDataset {
  /// Reads the files in the archive, one after the other. Blocks the thread while it does.
  public var reader: DatasetReader {
    DatasetReader(archiveAt: file.path)
  }
}
