/// A dataset file as the registry knows it.
public struct StoredDataset: Hashable, Sendable {
  /// The file below the data directory's `datasets`, chosen by the provider: `MODEL/TOKEN`.
  public var file: String

  /// What the client calls the file, a label and never a path. At most 255 bytes.
  public var name: String

  /// The size in bytes.
  public var byteCount: UInt64

  public init(file: String, name: String, byteCount: UInt64) {
    self.file = file
    self.name = name
    self.byteCount = byteCount
  }
}
