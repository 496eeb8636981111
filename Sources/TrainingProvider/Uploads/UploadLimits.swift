/// What an upload may cost, whatever the proto says.
public struct UploadLimits: Hashable, Sendable {
  /// The largest dataset in bytes, for uploads and links, inclusive. A method's
  /// `dataset_max_size_mb` counts where it is smaller.
  public var maxDatasetBytes: UInt64

  /// The largest batch in bytes, inclusive. SDKs send 1 MiB; the transport refuses messages over
  /// its own limit before this one is looked at.
  public var maxBatchBytes: UInt64

  /// How long the next batch may take to come. The daemon sets no deadline on uploads, and keeps
  /// the stream open when the client has gone.
  public var idleTimeout: Duration

  /// How long a whole upload may take.
  public var timeout: Duration

  /// How many uploads may go on at once, each with its file; a further one is refused.
  public var maxConcurrent: Int

  public init(
    maxDatasetBytes: UInt64 = 16 << 30, maxBatchBytes: UInt64 = 8 << 20,
    idleTimeout: Duration = .seconds(60), timeout: Duration = .seconds(6 * 60 * 60),
    maxConcurrent: Int = 64
  ) {
    self.maxConcurrent = maxConcurrent
    self.maxDatasetBytes = maxDatasetBytes
    self.maxBatchBytes = maxBatchBytes
    self.idleTimeout = idleTimeout
    self.timeout = timeout
  }
}
