/// Checkpoints of a training that are kept in a ``BlobStore``.
public struct SavedCheckpoints: Hashable, Sendable {
  /// The name of the blob, `MODEL/TOKEN`.
  public var name: String

  /// The size of the files in bytes.
  public var byteCount: UInt64

  /// Creates a description of saved checkpoints.
  public init(name: String, byteCount: UInt64) {
    self.name = name
    self.byteCount = byteCount
  }
}
