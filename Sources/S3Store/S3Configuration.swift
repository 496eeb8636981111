/// How to reach a bucket.
public struct S3Configuration: Sendable {
  /// The store.
  public var endpoint: S3Endpoint

  /// The bucket's name. The bucket has to exist.
  public var bucket: String

  /// What all keys begin with, for example `speech/`; empty to use the whole bucket. Providers with
  /// different registries need different prefixes.
  public var prefix: String

  /// Where the credentials come from.
  public var credentials: S3CredentialSource

  /// The path of the certificates in PEM format that the store's certificate leads to; `nil` for those
  /// that the system trusts.
  public var certificates: String?

  /// How long a request may take in all, with its repetitions. After that, it fails with
  /// ``S3Error/Code/unavailable``. The time for the bytes is added, see ``minBytesPerSecond``.
  public var timeout: Duration

  /// How long one attempt may take, without the time for its bytes.
  public var attemptTimeout: Duration

  /// The slowest rate at which the bytes of one request may be sent or received. It determines how much
  /// longer than ``attemptTimeout`` an attempt with many bytes may take.
  public var minBytesPerSecond: Int

  /// How many bytes of a large blob are sent and read in one request, and checked together. At least
  /// 5 MiB, which stores demand. Larger blobs than 10,000 parts have larger parts, up to 64 MiB.
  public var partBytes: Int {
    didSet { partBytes = Self.clamped(partBytes) }
  }

  /// How many parts are sent at once, and how many are read at once. Those that are sent are in memory.
  public var concurrentTransfers: Int {
    didSet { concurrentTransfers = max(concurrentTransfers, 1) }
  }

  /// Whether the store is asked to check and keep SHA-256 checksums (`x-amz-checksum-sha256`). Turn it
  /// off for stores that refuse these headers. Blobs are checked in any case.
  public var sendsChecksums: Bool

  /// Creates a configuration.
  public init(
    endpoint: S3Endpoint, bucket: String, prefix: String = "",
    credentials: S3CredentialSource = .automatic(), certificates: String? = nil,
    timeout: Duration = .seconds(60), attemptTimeout: Duration = .seconds(15),
    minBytesPerSecond: Int = 128 << 10, partBytes: Int = 8 << 20, concurrentTransfers: Int = 6,
    sendsChecksums: Bool = true
  ) {
    self.endpoint = endpoint
    self.bucket = bucket
    self.prefix = prefix
    self.credentials = credentials
    self.certificates = certificates
    self.timeout = timeout
    self.attemptTimeout = attemptTimeout
    self.minBytesPerSecond = minBytesPerSecond
    self.partBytes = Self.clamped(partBytes)
    self.concurrentTransfers = max(concurrentTransfers, 1)
    self.sendsChecksums = sendsChecksums
  }

  /// The smallest size of a part that isn't the last one.
  static let minPartBytes = 5 << 20

  /// The largest size of a part that is kept in memory.
  static let maxPartBytes = 64 << 20

  /// The largest number of parts of an object.
  static let maxParts = 10_000

  private static func clamped(_ partBytes: Int) -> Int {
    min(max(partBytes, minPartBytes), maxPartBytes)
  }

  /// The size of the parts of a blob. All parts of a blob have the same size, which some stores demand.
  ///
  /// - Parameter maxBytes: the largest size that the blob can have.
  func partBytes(forUpTo maxBytes: UInt64) -> Int {
    let mebibyte: UInt64 = 1 << 20
    let needed = maxBytes / UInt64(Self.maxParts) / mebibyte + 1
    return max(partBytes, Int(min(needed * mebibyte, UInt64(Self.maxPartBytes))))
  }
}
