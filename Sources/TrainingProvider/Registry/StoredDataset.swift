/// A dataset file, as the registry stores it.
public struct StoredDataset: Hashable, Sendable {
  /// The file's path below `datasets` in the data directory, chosen by the provider: `MODEL/TOKEN`.
  public var file: String

  /// The name that the client gave the file: a label of at most 255 bytes, never a path.
  public var name: String

  /// The size in bytes.
  public var byteCount: UInt64

  /// Creates a record of a file.
  public init(file: String, name: String, byteCount: UInt64) {
    self.file = file
    self.name = name
    self.byteCount = byteCount
  }
}
