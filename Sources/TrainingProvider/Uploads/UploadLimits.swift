/// The provider's own limits for uploads, which apply in addition to the options in the proto.
public struct UploadLimits: Hashable, Sendable {
  /// The largest allowed dataset in bytes, for uploads and links. If a method's
  /// `dataset_max_size_mb` is smaller, that limit applies.
  public var maxDatasetBytes: UInt64

  /// The largest allowed batch in bytes. SDKs send 1 MiB. The transport has its own limit for
  /// messages, which it checks first.
  public var maxBatchBytes: UInt64

  /// How long the first batch may take to arrive. Some daemons open streams and never send
  /// anything.
  public var firstBatchTimeout: Duration

  /// How slow the client may be after the first batch. The daemon sets no deadline for uploads, and
  /// keeps the stream open even if the client disappears.
  public var transfer: TransferLimits

  /// How many uploads may be in progress at once. Each writes a file.
  public var maxConcurrent: Int

  /// How many further uploads may wait for a place; more are refused. Each waiting upload holds its
  /// first batch in memory, and the transport keeps up to two windows of
  /// ``TransportLimits/windowBytes`` for it. With a server other than a ``ProviderServer``, it
  /// keeps about ten more batches: 15 MiB with batches of 1 MiB, and 92 MiB with batches of 8 MiB.
  public var maxWaiting: Int

  /// How long an upload waits for a place before it is refused. Choose a longer time than
  /// ``TransferLimits/contendedRateWindow``, after which slow uploads make way.
  public var placeTimeout: Duration

  /// How long an upload has to be silent before another upload for the same model can replace it.
  public var takeoverSilence: Duration

  /// Creates limits; each is the default unless given.
  public init(
    maxDatasetBytes: UInt64 = 16 << 30, maxBatchBytes: UInt64 = 8 << 20,
    firstBatchTimeout: Duration = .seconds(10), transfer: TransferLimits = TransferLimits(),
    maxConcurrent: Int = 64, maxWaiting: Int = 8, placeTimeout: Duration = .seconds(20),
    takeoverSilence: Duration = .seconds(5)
  ) {
    self.maxDatasetBytes = maxDatasetBytes
    self.maxBatchBytes = maxBatchBytes
    self.firstBatchTimeout = firstBatchTimeout
    self.transfer = transfer
    self.maxConcurrent = maxConcurrent
    self.maxWaiting = maxWaiting
    self.placeTimeout = placeTimeout
    self.takeoverSilence = takeoverSilence
  }
}
