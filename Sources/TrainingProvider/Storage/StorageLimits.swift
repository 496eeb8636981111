/// How much of the disk datasets and artefacts may take up.
public struct StorageLimits: Hashable, Sendable {
  /// No dataset is taken with which a model would have more bytes than this: the dataset at hand,
  /// the one being validated and what its last training made. `nil` for no limit beyond that of a
  /// dataset.
  public var maxModelBytes: UInt64?

  /// No dataset is taken with which all models would have more bytes than this. `nil` for no limit
  /// but the disk.
  public var maxTotalBytes: UInt64?

  /// How many bytes of the file system stay free: no upload, link or training begins that would
  /// leave less, and no file that is received grows on. The registry lives on the same disk, and
  /// has to be able to store how work ended.
  public var minFreeBytes: UInt64

  public init(
    maxModelBytes: UInt64? = nil, maxTotalBytes: UInt64? = nil, minFreeBytes: UInt64 = 256 << 20
  ) {
    self.maxModelBytes = maxModelBytes
    self.maxTotalBytes = maxTotalBytes
    self.minFreeBytes = minFreeBytes
  }
}
