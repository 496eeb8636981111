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

  /// The limits for reading the archive, with which it was inspected and ``reader`` reads it.
  public let limits: InspectionLimits

  /// Creates a dataset from a file.
  ///
  /// - Parameters:
  ///   - file: the archive.
  ///   - name: the client's name for the file.
  ///   - byteCount: the archive's size in bytes.
  ///   - limits: the limits for reading the archive.
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
