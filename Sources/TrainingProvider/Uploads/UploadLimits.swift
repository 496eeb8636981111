/// What an upload may cost, whatever the proto says.
public struct UploadLimits: Hashable, Sendable {
  /// The largest dataset in bytes, for uploads and links, inclusive. A method's
  /// `dataset_max_size_mb` counts where it is smaller.
  public var maxDatasetBytes: UInt64

  /// The largest batch in bytes, inclusive. SDKs send 1 MiB; the transport refuses messages over
  /// its own limit before this one is looked at.
  public var maxBatchBytes: UInt64

  /// How long the first batch may take to come: some daemons open streams on which nothing ever
  /// does.
  public var firstBatchTimeout: Duration

  /// How slow the client may be from then on. The daemon sets no deadline on uploads, and keeps the
  /// stream open when the client has gone.
  public var transfer: TransferLimits

  /// How many uploads may go on at once, each with its file.
  public var maxConcurrent: Int

  /// How many more may wait for a place; a further one is refused. Each holds its first batch.
  public var maxWaiting: Int

  /// How long an upload waits for a place before it is refused. Longer than
  /// ``TransferLimits/contendedRateWindow``, in which uploads that are too slow make way.
  public var placeTimeout: Duration

  /// How long an upload has to be silent for another one of the same model to take its place.
  public var takeoverSilence: Duration

  public init(
    maxDatasetBytes: UInt64 = 16 << 30, maxBatchBytes: UInt64 = 8 << 20,
    firstBatchTimeout: Duration = .seconds(10), transfer: TransferLimits = TransferLimits(),
    maxConcurrent: Int = 64, maxWaiting: Int = 64, placeTimeout: Duration = .seconds(20),
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
