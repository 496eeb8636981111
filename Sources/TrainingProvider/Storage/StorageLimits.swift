/// How much disk space datasets and artefacts may take up.
public struct StorageLimits: Hashable, Sendable {
  /// The most bytes that the files of one model may have: its dataset, the dataset being validated
  /// and its artefacts. A dataset that would exceed this is refused. `nil` means that only the
  /// limits for datasets apply.
  public var maxModelBytes: UInt64?

  /// The most bytes that the files of all models may have. A dataset that would exceed this is
  /// refused. `nil` means that only the disk is the limit.
  public var maxTotalBytes: UInt64?

  /// How many bytes of the file system stay free. Uploads, links and trainings that would leave
  /// less are refused, and files that are being received stop growing. The space is needed by the
  /// registry on the same disk, which has to store how work ended.
  public var minFreeBytes: UInt64

  /// Creates limits; each is the default unless given.
  public init(
    maxModelBytes: UInt64? = nil, maxTotalBytes: UInt64? = nil, minFreeBytes: UInt64 = 256 << 20
  ) {
    self.maxModelBytes = maxModelBytes
    self.maxTotalBytes = maxTotalBytes
    self.minFreeBytes = minFreeBytes
  }
}
