import Testing
import TrainingDatasets
import TrainingManifest

/// Archives that were cut off. An incomplete upload must never pass for a smaller dataset.
@Suite struct TruncationTests {
  private static let entries: [SampleEntry] = [
    .directory("d/"), .file("d/a.txt", "hello"), .file(named: [0x62], [UInt8](0...255)),
  ]

  /// The number of bytes that show the kind of a file.
  private static func signatureBytes(of kind: ArchiveKind) -> Int {
    switch kind {
    case .zip, .tarZstandard: 4
    case .tar: 512
    case .tarGzip: 2
    case .tarBzip2: 3
    case .tarXZ: 6
    }
  }

  @Test(arguments: ArchiveKind.allCases)
  func everyBeginningIsRefusedInWords(kind: ArchiveKind) throws {
    let whole = try ArchiveWriter.archive(kind, of: Self.entries).bytes()
    #expect(try inspect(TemporaryFile(whole)).isAccepted)
    // A plain tar may lose the zeros at its end, except for one block.
    let shortest =
      kind == .tar ? (whole.lastIndex { $0 != 0 } ?? 0) / 512 * 512 + 1024 : whole.count
    for length in 0..<shortest {
      let report = try inspect(TemporaryFile(Array(whole.prefix(length))))
      let violation = try #require(report.violations.first, "\(length) of \(whole.count) bytes")
      #expect(report.violations.count == 1)
      #expect(report.endedEarly)
      if length < Self.signatureBytes(of: kind) {
        #expect(violation.ruleID == "archive.unreadable")
        #expect(violation.message.contains(length == 0 ? "is empty" : "has only \(length) bytes"))
        #expect(violation.message.contains("create it again and upload it"))
      } else {
        #expect(violation.ruleID == "archive.truncated", "\(length): \(violation)")
        #expect(violation.message.contains("the file ends before the archive is complete"))
        #expect(violation.message.contains("if that does not help, create the archive again"))
      }
    }
  }

  /// A reader gives the same error if the archive was replaced after its inspection.
  @Test(arguments: ArchiveKind.allCases)
  func aReaderSaysItToo(kind: ArchiveKind) throws {
    let whole = try ArchiveWriter.archive(kind, of: Self.entries).bytes()
    let end = (whole.lastIndex { $0 != 0 } ?? 0) / 2
    let half = try TemporaryFile(Array(whole.prefix(kind == .tar ? max(600, end) : end)))
    let error = try #require(throws: DatasetError.self) {
      try DatasetReader(archiveAt: half.path).forEachFile { _ = try $0.readAll(upTo: 1000) }
    }
    #expect(error.code == .unacceptableArchive)
    #expect(error.message.contains("ends before"))
  }

  @Test func aTarCutBetweenEntriesIsTruncated() throws {
    let whole = try ArchiveWriter.archive(.tar, of: [.file("a"), .file("b")]).bytes()
    #expect(
      try inspect(TemporaryFile(Array(whole.prefix(1024)))).brokenRules == ["archive.truncated"])
  }

  /// A tar that was cut off before it was compressed. The compressed data is complete.
  @Test(arguments: [ArchiveKind.tarGzip, .tarBzip2, .tarXZ, .tarZstandard])
  func aTarCutBeforeItWasCompressed(kind: ArchiveKind) throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("a"), .file("b")]).bytes()
    func rules(_ length: Int) throws -> [String] {
      try inspect(ArchiveWriter.compressed(kind, Array(tar.prefix(length)))).brokenRules
    }
    #expect(try rules(1300) == ["archive.truncated"])
    #expect(try rules(515) == ["archive.truncated(a)"])
    #expect(try rules(500) == ["archive.unreadable"])
  }
}
