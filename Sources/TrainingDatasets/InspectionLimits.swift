/// Limits that protect the machine, independent of the service's own requirements.
public struct InspectionLimits: Hashable, Sendable {
  /// The most violations that a report lists. Further ones are only counted.
  public var maxViolations: Int

  /// The largest allowed ratio of decompressed bytes to bytes of the archive. It applies once more
  /// than ``expansionAllowance`` bytes were decompressed.
  public var maxExpansionRatio: UInt64

  /// The number of decompressed bytes up to which the ratio doesn't matter, because a small file of
  /// zeros isn't an attack.
  public var expansionAllowance: UInt64

  /// The most decompressed bytes in the whole archive.
  public var maxTotalBytes: UInt64

  /// The most entries, including directories. This limits the memory: finding duplicates takes up
  /// to 40 bytes for each entry. For a zip, the positions of the entries take another 40 bytes for
  /// each, and libarchive's own list about 200.
  public var maxEntries: UInt64

  /// The longest allowed name of an entry, in bytes.
  public var maxNameBytes: Int

  /// The most bytes that are decompressed after the first violation, in order to find others. Bytes
  /// of skipped files count, too. With 0, only the first violation is reported.
  ///
  /// In a zip, whose files can be skipped without decompressing them, names are checked even beyond
  /// this limit.
  public var maxBytesAfterViolation: UInt64

  /// The most entries that are inspected after the first violation, including directories.
  public var maxEntriesAfterViolation: UInt64

  /// Creates limits whose defaults suit common datasets: 100 violations; a ratio of 200 : 1 after
  /// 64 MiB (deflate reaches 1030 : 1, text about 20 : 1); 16 GiB; a million entries; names of 4096
  /// bytes; and after the first violation 8 MiB and 1,000 entries, which take a fraction of a
  /// second.
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
