public import Foundation
public import TrainingDatasets

/// A dataset that was received completely and that a ``Trainer`` can read.
public struct TrainingDataset: Hashable, Sendable {
  /// The archive. The provider chose its file name; ``name`` is the client's.
  public let file: URL

  /// The name that the client gave the file: a label, never a path.
  public let name: String

  /// The archive's size in bytes.
  public let byteCount: UInt64

  /// What the archive was inspected with, and what ``reader`` reads it with.
  public let limits: InspectionLimits

  /// - Parameters:
  ///   - file: the archive.
  ///   - name: what the client calls the file.
  ///   - byteCount: the archive's size in bytes.
  ///   - limits: what bounds the reading of the archive.
  public init(
    file: URL, name: String, byteCount: UInt64, limits: InspectionLimits = InspectionLimits()
  ) {
    self.file = file
    self.name = name
    self.byteCount = byteCount
    self.limits = limits
  }
}

extension TrainingDataset {
  /// A reader for the files in the archive, one after the other. Reading blocks the thread.
  public var reader: DatasetReader {
    DatasetReader(archiveAt: file.path, limits: limits)
  }
}
