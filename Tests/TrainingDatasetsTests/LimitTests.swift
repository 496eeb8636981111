import Testing
import TrainingDatasets
import TrainingManifest

/// The numeric requirements. All limits are inclusive.
@Suite struct LimitTests {
  @Test func archiveBytes() throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a.txt")])
    let size = UInt64(try archive.bytes().count)
    #expect(try inspect(archive, for: DatasetRequirements(maxArchiveBytes: size)).isAccepted)
    let report = try inspect(archive, for: DatasetRequirements(maxArchiveBytes: size - 1))
    #expect(report.brokenRules == ["archive.too_large"])
  }

  /// The entries in a zip's directory are counted before anything is decompressed.
  @Test(arguments: [(ArchiveKind.zip, 0 as UInt64), (.tarGzip, 3)])
  func entriesCountDirectories(kind: ArchiveKind, seen: UInt64) throws {
    let archive = try ArchiveWriter.archive(kind, of: [.directory("a/"), .file("a/b"), .file("c")])
    #expect(try inspect(archive, for: DatasetRequirements(maxEntries: 3)).isAccepted)
    let report = try inspect(archive, for: DatasetRequirements(maxEntries: 2))
    #expect(report.brokenRules == ["archive.too_many_entries"])
    #expect(report.entryCount == seen)
  }

  @Test(arguments: ArchiveKind.allCases)
  func entryBytes(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(
      kind, of: [.file("a", bytes: 300_001), .file("b", bytes: 300_000), .file("c")])
    let report = try inspect(archive, for: DatasetRequirements(maxEntryBytes: 300_000))
    #expect(report.brokenRules == ["entry.too_large(a)"])
    #expect(report.entryCount == 3)
    #expect(try inspect(archive, for: DatasetRequirements(maxEntryBytes: 300_001)).isAccepted)
  }

  @Test func readingAnEntryStopsAtItsLimit() throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a", bytes: 50 << 20), .file("b")])
    let report = try inspect(archive, for: DatasetRequirements(maxEntryBytes: 10))
    #expect(report.brokenRules == ["entry.too_large(a)"])
    #expect(report.totalBytes < 1 << 20)
  }

  /// The entries in a zip's directory are counted before libarchive stores them in memory.
  @Test(arguments: [(ArchiveKind.zip, 0 as UInt64), (.tar, 3)])
  func theMachinesLimitEndsThePass(kind: ArchiveKind, seen: UInt64) throws {
    let archive = try ArchiveWriter.archive(kind, of: (0..<9).map { .file("\($0)") })
    let report = try inspect(archive, limits: InspectionLimits(maxEntries: 2))
    #expect(report.brokenRules == ["archive.too_many_entries"])
    #expect(report.entryCount == seen)
    #expect(try inspect(archive, limits: InspectionLimits(maxEntries: 9)).isAccepted)
  }

  @Test func aHundredThousandEntries() throws {
    let archive = try ArchiveWriter.archive(.zip, of: (0..<100_000).map { .file("\($0)", "") })
    let atLimit = try inspect(archive, limits: InspectionLimits(maxEntries: 100_000))
    #expect(atLimit.entryCount == 100_000)
    #expect(atLimit.isAccepted)
    let over = try inspect(archive, limits: InspectionLimits(maxEntries: 99_999))
    #expect(over.brokenRules == ["archive.too_many_entries"])
  }
}
