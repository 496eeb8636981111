/// How much disk space datasets, artefacts and checkpoints may take up.
public struct StorageLimits: Hashable, Sendable {
  /// The most bytes that the files of one model may have: its dataset, the dataset being validated
  /// and its artefacts. A dataset that would exceed this is refused. A model that has reached it
  /// can't be trained, but artefacts aren't dropped because they exceed it. `nil` means that only the
  /// limits for datasets apply.
  public var maxModelBytes: UInt64?

  /// The most bytes that the files of all models may have, with the checkpoints of unfinished
  /// trainings. A dataset that would exceed this is
  /// refused, and no model is trained once it is reached. `nil` means that only the disk is the
  /// limit.
  public var maxTotalBytes: UInt64?

  /// How many bytes of the file system stay free. Uploads, links and trainings that would leave
  /// less are refused, and files that are being received stop growing. The space is needed by the
  /// registry on the same disk, which has to store how work ended.
  public var minFreeBytes: UInt64

  /// The most bytes that checkpoints may have which a provider saves for others; larger ones stay where they
  /// are. They are kept once for each training, twice for a moment, and don't count for the other limits.
  public var maxSavedCheckpointBytes: UInt64

  /// How long a link or a training that was paid for waits for space before it fails.
  public var maxWait: Duration

  /// Creates limits; each is the default unless given.
  public init(
    maxModelBytes: UInt64? = nil, maxTotalBytes: UInt64? = nil, minFreeBytes: UInt64 = 256 << 20,
    maxSavedCheckpointBytes: UInt64 = 1 << 30, maxWait: Duration = .seconds(60 * 60)
  ) {
    self.maxModelBytes = maxModelBytes
    self.maxTotalBytes = maxTotalBytes
    self.minFreeBytes = minFreeBytes
    self.maxSavedCheckpointBytes = maxSavedCheckpointBytes
    self.maxWait = maxWait
  }
}
