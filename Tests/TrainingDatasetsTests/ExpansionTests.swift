import Testing
import TrainingDatasets
import TrainingManifest

/// Small files that expand to large ones.
@Suite struct ExpansionTests {
  /// Refused before 300 MB are decompressed.
  @Test(arguments: [ArchiveKind.zip, .tarGzip])
  func aGigabyteOfZeros(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(kind, of: [.file("zeros.bin", bytes: 1 << 30)])
    let report = try inspect(archive)
    #expect(report.brokenRules == ["archive.expansion_ratio(zeros.bin)"])
    #expect(report.totalBytes < 300_000_000)
  }

  @Test(arguments: [ArchiveKind.tarBzip2, .tarXZ, .tarZstandard])
  func zerosOfEveryOtherKind(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(kind, of: [.file("zeros.bin", bytes: 66 << 20)])
    let report = try inspect(archive)
    #expect(report.brokenRules == ["archive.expansion_ratio(zeros.bin)"])
    #expect(report.totalBytes <= 64 << 20)
  }

  /// A hole takes no space in the tar, but unpacks to a gigabyte.
  @Test func holesCount() throws {
    let archive = try ArchiveWriter.archive(
      .tar, of: [.other("hole.bin", .hole(1 << 30))], format: .paxTar)
    #expect(try archive.bytes().count < 100_000)
    let report = try inspect(archive)
    #expect(report.brokenRules == ["archive.expansion_ratio(hole.bin)"])
    let limited = try inspect(archive, for: DatasetRequirements(maxEntryBytes: 1 << 20))
    #expect(limited.brokenRules == ["entry.too_large(hole.bin)"])
  }

  /// The rest of a file that isn't read to its end is skipped, which decompresses it.
  @Test func skippedBytesCount() throws {
    let archive = try ArchiveWriter.archive(
      .tarGzip, of: [.file("zeros.bin", bytes: 100 << 20), .file("a")])
    let limits = InspectionLimits(maxBytesAfterViolation: .max)
    let report = try inspect(
      archive, for: DatasetRequirements(maxEntryBytes: 10), limits: limits)
    #expect(report.brokenRules == ["entry.too_large(zeros.bin)", "archive.expansion_ratio"])
    let error = try #require(throws: DatasetError.self) {
      try DatasetReader(archiveAt: archive.path).forEachFile { _ in }
    }
    #expect(error.code == .unacceptableArchive)
  }

  @Test func zerosAfterTheEndCount() throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("a")]).bytes()
    let padded = try ArchiveWriter.compressed(.tarGzip, tar, zeros: 10 << 20)
    let limits = InspectionLimits(expansionAllowance: 8 << 20)
    #expect(try inspect(padded, limits: limits).brokenRules == ["archive.expansion_ratio"])
  }

  @Test func smallFilesOfZerosAreNoBomb() throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("zeros.bin", bytes: 60 << 20)])
    #expect(try inspect(archive).isAccepted)
    let strict = InspectionLimits(expansionAllowance: 0)
    #expect(
      try inspect(archive, limits: strict).brokenRules == ["archive.expansion_ratio(zeros.bin)"])
  }

  @Test(arguments: ArchiveKind.allCases)
  func totalBytes(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(
      kind, of: [.file("a", bytes: 1 << 20), .file("b", bytes: 1 << 20)])
    let report = try inspect(archive, limits: InspectionLimits(maxTotalBytes: 3 << 19))
    #expect(report.brokenRules == ["archive.total_bytes(b)"])
    #expect(try inspect(archive, limits: InspectionLimits(maxTotalBytes: 5 << 19)).isAccepted)
  }
}
