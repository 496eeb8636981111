import Testing
import TrainingDatasets
import TrainingManifest

/// Archives that are padded, damaged or contain wrong information.
@Suite struct DamageTests {
  private static let entries: [SampleEntry] = [
    .directory("d/"), .file("d/a.txt", bytes: 3000), .file("b.txt", "hello"),
    .file("c.txt", bytes: 511),
  ]

  @Test(arguments: ArchiveKind.allCases)
  func nothingMayStandBehind(kind: ArchiveKind) throws {
    let whole = try ArchiveWriter.archive(kind, of: Self.entries).bytes()
    for extra in [Array("x".utf8), Array(repeating: 0x41, count: 70_000)] {
      #expect(try !inspect(TemporaryFile(whole + extra)).isAccepted, "\(extra.count) bytes")
    }
  }

  @Test(arguments: [ArchiveKind.zip, .tar, .tarGzip, .tarBzip2])
  func trailingDataIsNamed(kind: ArchiveKind) throws {
    let whole = try ArchiveWriter.archive(kind, of: Self.entries).bytes()
    let report = try inspect(TemporaryFile(whole + Array("garbage".utf8)))
    #expect(report.brokenRules == ["archive.trailing_data"])
  }

  @Test func aSecondTarBehindTheEndIsTrailingData() throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("a")]).bytes()
    let archive = try ArchiveWriter.compressed(.tarGzip, tar + tar)
    #expect(try inspect(archive).brokenRules == ["archive.trailing_data"])
  }

  @Test func nothingMayStandBeforeAZip() throws {
    let zip = ForgedZip("a").bytes()
    let fronted = try inspect(TemporaryFile(ForgedZip("b").bytes() + zip))
    #expect(fronted.brokenRules == ["archive.leading_data"])
    let picture = try inspect(TemporaryFile([0x89, 0x50, 0x4E, 0x47] + zip))
    #expect(picture.brokenRules == ["archive.unreadable"])
  }

  @Test(arguments: [[], [0x50], Array("hello, world".utf8), Array(repeating: 1, count: 2000)])
  func whatIsNoArchiveIsUnreadable(bytes: [UInt8]) throws {
    let report = try inspect(TemporaryFile(bytes))
    #expect(report.brokenRules == ["archive.unreadable"])
    #expect(report.kind == nil)
  }

  @Test(arguments: [ArchiveKind.tarGzip, .tarBzip2, .tarXZ, .tarZstandard])
  func compressedButNoTar(kind: ArchiveKind) throws {
    let text = try ArchiveWriter.compressed(kind, Array(repeating: 0x41, count: 5000))
    #expect(try inspect(text).brokenRules == ["archive.unreadable"])
    let zip = try ArchiveWriter.compressed(kind, ForgedZip("a").bytes())
    #expect(try inspect(zip).brokenRules == ["archive.unreadable"])
  }

  @Test func compressedTwiceIsUnreadable() throws {
    let once = try ArchiveWriter.archive(.tarGzip, of: [.file("a")]).bytes()
    let twice = try ArchiveWriter.compressed(.tarGzip, once)
    #expect(try inspect(twice).brokenRules == ["archive.unreadable"])
  }

  @Test func aWrongSizeIsDamage() throws {
    var zip = ForgedZip("a", "b")
    zip.entries[0].statedSize = 3
    #expect(try !inspect(TemporaryFile(zip.bytes())).isAccepted)
  }

  @Test func aWrongChecksumIsDamage() throws {
    var zip = ForgedZip("a", "b")
    zip.entries[0].statedChecksum = 1
    #expect(try inspect(TemporaryFile(zip.bytes())).brokenRules == ["entry.damaged(a)"])
  }

  /// This is documented but not desired: libarchive 3.6 ignores the checksum of a gzip file.
  @Test func aGzipsChecksumIsNotChecked() throws {
    var bytes = try ArchiveWriter.archive(.tarGzip, of: [.file("a")]).bytes()
    bytes[bytes.count - 6] ^= 0xFF
    #expect(try inspect(TemporaryFile(bytes)).isAccepted)
  }

  @Test func aWrongCountIsAMismatch() throws {
    var zip = ForgedZip("a", "b")
    zip.statedCount = 1
    #expect(try inspect(TemporaryFile(zip.bytes())).brokenRules == ["archive.directory_mismatch"])
  }

  @Test func aWrongOffsetIsAMismatch() throws {
    var zip = ForgedZip("a")
    zip.directoryShift = 1
    #expect(try inspect(TemporaryFile(zip.bytes())).brokenRules == ["archive.directory_mismatch"])
  }

  /// libarchive uses the name before the data, and Python's zipfile that in the directory.
  @Test(arguments: ["b.exe", "a", "a.png\0", "../a.png"])
  func namesMayNotDiffer(localName: String) throws {
    var zip = ForgedZip("a.png")
    zip.entries[0].localName = Array(localName.utf8)
    #expect(try inspect(TemporaryFile(zip.bytes())).brokenRules == ["archive.directory_mismatch"])
  }

  @Test(arguments: [1 as UInt16, 95, 97, 98, 99, 1000])
  func hungryMethodsAreRefused(method: UInt16) throws {
    var zip = ForgedZip("a")
    zip.entries[0].method = method
    #expect(try inspect(TemporaryFile(zip.bytes())).brokenRules == ["entry.compression(a)"])
  }

  /// Nine bytes that require four gigabytes of memory.
  @Test func aHugeDictionaryIsRefused() throws {
    var zip = ForgedZip("a")
    zip.entries[0].method = 14
    zip.entries[0].content = [9, 4, 5, 0, 0x5D, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0]
    #expect(try inspect(TemporaryFile(zip.bytes())).brokenRules == ["entry.compression(a)"])
  }

  /// Without help, libarchive searches for a zip's end record only in the last 16 KiB.
  @Test(arguments: [0, 100, 16_384, 65_535])
  func commentsAreAccepted(length: Int) throws {
    var zip = ForgedZip("a", "b")
    zip.comment = Array(repeating: 0x20, count: length)
    let report = try inspect(TemporaryFile(zip.bytes()))
    #expect(report.brokenRules == [])
    #expect(report.entryCount == 2)
  }
}
