import TestSupport
import Testing
import TrainingManifest

@testable import TrainingDatasets

/// Once an archive is refused, little more is read. The tests count bytes, not seconds.
@Suite struct EarlyEndTests {
  private static let tars = ArchiveKind.allCases.filter { $0 != .zip }

  /// No limits other than those under test.
  private static let unlimited = InspectionLimits(
    maxExpansionRatio: .max, maxTotalBytes: .max, maxEntries: .max)

  /// All violations that are known before anything is decompressed.
  @Test(arguments: ArchiveKind.allCases)
  func sizeAndKindAreKnownAtOnce(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(kind, of: [.file("../a")])
    let other: ArchiveKind = kind == .zip ? .tar : .zip
    let requirements = DatasetRequirements(maxArchiveBytes: 10, archiveKinds: [other.rawValue])
    let inspection = try inspected(archive, for: requirements)
    #expect(inspection.report.brokenRules == ["archive.too_large", "archive.kind"])
    #expect(inspection.report.kind == kind)
    #expect(inspection.report.endedEarly)
    #expect(inspection.pass == nil)
  }

  @Test func theFirstEntryTooManyIsTheLast() throws {
    let archive = try ArchiveWriter.archive(
      .tarGzip, of: [.file("a"), .file("b"), .file("c", bytes: 64 << 20), .file("d")])
    let inspection = try inspected(archive, for: DatasetRequirements(maxEntries: 2))
    #expect(inspection.report.brokenRules == ["archive.too_many_entries"])
    #expect(inspection.report.entryCount == 3)
    #expect(inspection.report.totalBytes == 14)
    #expect(inspection.report.endedEarly)
    #expect(try inspection.decompressedBytes < 1 << 20)
  }

  /// Of 64 MiB, 1 MiB shows that the entry is too large, and 8 MiB are skipped to find other
  /// violations.
  @Test(arguments: tars)
  func whatIsTooLargeIsNotPassedOver(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(
      kind, of: [.file("zeros", bytes: 64 << 20), .file("../a")])
    let inspection = try inspected(archive, for: DatasetRequirements(maxEntryBytes: 1 << 20))
    #expect(inspection.report.brokenRules == ["entry.too_large(zeros)"])
    #expect(inspection.report.endedEarly)
    #expect(inspection.report.totalBytes <= 2 << 20)
    #expect(try (9 << 20...10 << 20).contains(inspection.decompressedBytes))
  }

  @Test(arguments: ArchiveKind.allCases)
  func aBadNameMayComeFirst(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(kind, of: [.file("../a", bytes: 64 << 20)])
    let inspection = try inspected(archive)
    #expect(inspection.report.brokenRules == ["entry.parent_path(../a)"])
    #expect(inspection.report.endedEarly)
    #expect((7 << 20...9 << 20).contains(inspection.report.totalBytes))
  }

  /// The bytes of holes aren't stored in the archive, but they count.
  @Test func holesCountToo() throws {
    var tar = ForgedTar()
    tar.add("../a")
    tar.addSparse("hole", size: 1 << 60, map: Array("0\n".utf8), [])
    tar.end()
    let report = try inspected(TemporaryFile(tar.bytes)).report
    #expect(report.brokenRules == ["entry.parent_path(../a)"])
    #expect(report.endedEarly)
    #expect(report.totalBytes <= 9 << 20)
  }

  @Test func whatFollowsTheEndCounts() throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("../a")]).bytes()
    let inspection = try inspected(ArchiveWriter.compressed(.tarGzip, tar, zeros: 64 << 20))
    #expect(inspection.report.brokenRules == ["entry.parent_path(../a)"])
    #expect(inspection.report.endedEarly)
    #expect(try inspection.decompressedBytes <= 9 << 20)
  }

  /// The first wrong byte is sufficient.
  @Test func trailingDataIsNotReadToItsEnd() throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("a")]).bytes()
    let inspection = try inspected(ArchiveWriter.compressed(.tarGzip, tar + tar, zeros: 64 << 20))
    #expect(inspection.report.brokenRules == ["archive.trailing_data"])
    #expect(try inspection.decompressedBytes < 1 << 20)
  }

  /// Zeros fill the last record of a tar, and sending them costs almost nothing.
  @Test(arguments: [(15 << 20, [String]()), (200 << 20, ["archive.trailing_data"])])
  func paddingIsLimited(zeros: Int, broken: [String]) throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("a")]).bytes()
    let inspection = try inspected(ArchiveWriter.compressed(.tarGzip, tar, zeros: zeros))
    #expect(inspection.report.brokenRules == broken)
    #expect(try inspection.decompressedBytes <= 20 << 20)
  }

  @Test(arguments: [ArchiveKind.zip, .tarGzip])
  func entriesAreLimitedToo(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(kind, of: (0..<1200).map { .file("../\($0)", "") })
    let report = try inspected(archive).report
    #expect(report.entryCount == 1001)
    #expect(report.violations.count == 100)
    #expect(report.omittedViolations == 901)
    #expect(report.endedEarly)
    let all = try inspected(
      archive, limits: InspectionLimits(maxEntriesAfterViolation: 1199)
    ).report
    #expect(all.entryCount == 1200)
    #expect(!all.endedEarly)
  }

  /// Checking the names in a zip is cheap, so all names of a large dataset are checked.
  @Test func namesInAZipAreLookedAtStill() throws {
    let archive = try ArchiveWriter.archive(
      .zip,
      of: [.file(".DS_Store")] + (0..<9).map { .file("\($0).png", bytes: 2 << 20) }
        + [.file("Thumbs.db"), .file("large.png", bytes: 4 << 20)])
    let requirements = DatasetRequirements(maxEntryBytes: 3 << 20, fileTypes: ["png"])
    let report = try inspected(archive, for: requirements).report
    #expect(report.brokenRules == ["entry.file_type(.DS_Store)", "entry.file_type(Thumbs.db)"])
    #expect(report.entryCount == 12)
    #expect(report.totalBytes <= 9 << 20)
    #expect(report.endedEarly)
  }

  /// Skipping an entry of a zip reads none of its bytes, except those in the same block as others.
  @Test func aZipsEntriesAreNotDecompressedToPassThemOver() throws {
    var noise = SeededRandom(seed: 3)
    let bytes = (0..<4 << 20).map { _ in UInt8.random(in: 0...255, using: &noise) }
    let archive = try ArchiveWriter.archive(.zip, of: [.file(named: [0x61], bytes), .file("b")])
    let source = try CountedSource(ArchiveFile(path: archive.path))
    let handle = try ArchiveHandle(layout: .zip, source: source)
    _ = try handle.next()
    _ = try handle.readChunk()
    #expect(try handle.next()?.name == Array("b".utf8))
    #expect(try !handle.readChunk().isEmpty)
    #expect(source.readBytes < 1 << 20)
  }

  /// Empty blocks (RFC 1951, 3.2.4) also take time.
  @Test func compressedBytesAreLimitedToo() throws {
    var empty: [UInt8] = [0, 0, 0, 0xFF, 0xFF]
    while empty.count < 16 << 20 { empty += empty }
    var zip = ForgedZip("../a", "b")
    zip.entries[1].method = 8
    zip.entries[1].content = empty + [3, 0]
    zip.entries[1].statedSize = 0
    zip.entries[1].statedChecksum = 0
    let file = try TemporaryFile(zip.bytes())
    let archive = try ArchiveFile(path: file.path)
    var limits = Self.unlimited
    limits.maxBytesAfterViolation = 1 << 20
    let inspection = try inspected(archive, limits: limits)
    #expect(inspection.report.brokenRules == ["entry.parent_path(../a)"])
    #expect(inspection.report.endedEarly)
    #expect(archive.offset <= 10 << 20)
    zip.entries[0].name = [0x61]
    #expect(try inspect(TemporaryFile(zip.bytes())).isAccepted)
  }

  @Test(arguments: ArchiveKind.allCases)
  func theFirstViolationMayBeTheOnlyOne(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(kind, of: [.file("../a"), .file("../b")])
    for limits in [
      InspectionLimits(maxBytesAfterViolation: 0, maxEntriesAfterViolation: 0),
      InspectionLimits(maxEntriesAfterViolation: 0),
    ] {
      let report = try inspect(archive, limits: limits)
      #expect(report.brokenRules == ["entry.parent_path(../a)"])
      #expect(report.endedEarly)
    }
  }

  @Test(arguments: ArchiveKind.allCases)
  func smallDatasetsAreInspectedWhole(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(
      kind, of: [.file("../a")] + (0..<900).map { .file("\($0)") } + [.file("b\u{1}")])
    let report = try inspect(archive)
    #expect(report.brokenRules == ["entry.parent_path(../a)", "entry.control_character(b\\u{1})"])
    #expect(report.entryCount == 902)
    #expect(!report.endedEarly)
  }

  private func inspected(
    _ file: TemporaryFile, for requirements: DatasetRequirements = DatasetRequirements(),
    limits: InspectionLimits = unlimited
  ) throws -> Inspection {
    try inspected(ArchiveFile(path: file.path), for: requirements, limits: limits)
  }

  private func inspected(
    _ file: ArchiveFile, for requirements: DatasetRequirements = DatasetRequirements(),
    limits: InspectionLimits = unlimited
  ) throws -> Inspection {
    var inspection = Inspection(requirements: requirements, limits: limits)
    try inspection.run(on: file, named: nil)
    return inspection
  }
}

extension Inspection {
  /// How many bytes of a tar were decompressed, including skipped ones.
  fileprivate var decompressedBytes: Int64 {
    get throws { try #require(pass as? TarPass).stream.offset }
  }
}
