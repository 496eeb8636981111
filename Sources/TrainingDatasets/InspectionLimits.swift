/// The limits that protect the machine, whatever the service's own requirements are.
public struct InspectionLimits: Hashable, Sendable {
  /// The most violations a report lists; the rest is only counted.
  public var maxViolations: Int

  /// The most decompressed bytes per byte of archive, applied once more than
  /// ``expansionAllowance`` bytes came out.
  public var maxExpansionRatio: UInt64

  /// The decompressed bytes up to which no ratio is asked: small files of zeros are no bomb.
  public var expansionAllowance: UInt64

  /// The most decompressed bytes of the whole archive.
  public var maxTotalBytes: UInt64

  /// The most entries, directories counted. Bounds the memory for finding duplicates, up to 40 bytes an
  /// entry, for where a zip's entries are, 40 bytes, and for libarchive's own list of them, about 200.
  public var maxEntries: UInt64

  /// The longest name of an entry in bytes.
  public var maxNameBytes: Int

  /// The most bytes that are decompressed once a violation is known, to look for more of them; those
  /// of files that are passed over count too. With 0 the first violation is the only one.
  ///
  /// In a zip, where files are passed over without decompressing them, names are looked at even then.
  public var maxBytesAfterViolation: UInt64

  /// The most entries that are looked at once a violation is known, directories counted.
  public var maxEntriesAfterViolation: UInt64

  /// Limits for datasets as they are traded: 100 violations, 200 : 1 after 64 MiB (deflate reaches
  /// 1030 : 1, text about 20 : 1), 16 GiB, a million entries, names of 4096 bytes; after a violation
  /// 8 MiB and 1,000 entries, which is the work of a fraction of a second.
  public init(
    maxViolations: Int = 100, maxExpansionRatio: UInt64 = 200,
    expansionAllowance: UInt64 = 64 << 20, maxTotalBytes: UInt64 = 16 << 30,
    maxEntries: UInt64 = 1_000_000, maxNameBytes: Int = 4096,
    maxBytesAfterViolation: UInt64 = 8 << 20, maxEntriesAfterViolation: UInt64 = 1000
  ) {
    self.maxViolations = maxViolations
    self.maxExpansionRatio = maxExpansionRatio
    self.expansionAllowance = expansionAllowance
    self.maxTotalBytes = maxTotalBytes
    self.maxEntries = maxEntries
    self.maxNameBytes = maxNameBytes
    self.maxBytesAfterViolation = maxBytesAfterViolation
    self.maxEntriesAfterViolation = maxEntriesAfterViolation
  }
}
