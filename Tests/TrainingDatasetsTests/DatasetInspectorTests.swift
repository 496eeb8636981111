import Testing
import TrainingDatasets
import TrainingManifest

@Suite struct DatasetInspectorTests {
  @Test(arguments: ArchiveKind.allCases)
  func acceptsEveryKind(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(
      kind, of: [.directory("images/"), .file("images/cat.png", "12345"), .file("labels.txt", "1")])
    let requirements = DatasetRequirements(
      maxArchiveBytes: 20480, maxEntries: 3, maxEntryBytes: 5, fileTypes: ["png", "txt"],
      archiveKinds: [kind.rawValue])
    let report = try inspect(archive, for: requirements, named: "data.\(kind)")
    #expect(report == DatasetReport(kind: kind, entryCount: 3, totalBytes: 6))
    #expect(report.isAccepted)
  }

  @Test(arguments: ArchiveKind.allCases)
  func refusesArchivesWithoutFiles(kind: ArchiveKind) throws {
    // This doesn't apply to zips, which the Python SDK accepts.
    let rules = kind == .zip ? [] : ["archive.empty"]
    let empty = try ArchiveWriter.archive(kind, of: [])
    #expect(try inspect(empty).brokenRules == rules)
    let hollow = try ArchiveWriter.archive(kind, of: [.directory("images/")])
    #expect(try inspect(hollow).brokenRules == rules)
  }

  /// For the Python SDK, the empty item in `png,` is a type.
  @Test func acceptsFilesWithoutTypeWhereAnItemIsMissing() throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("README"), .file("a.png")])
    func rules(_ list: String) throws -> [String] {
      let requirements = DatasetRequirements(TrainingOptions(datasetFilesType: list))
      return try inspect(archive, for: requirements).brokenRules
    }
    #expect(try rules("png") == ["entry.file_type(README)"])
    #expect(try rules("png,") == [])
    #expect(try rules(",png") == [])
    #expect(try rules("txt,") == ["entry.file_type(a.png)"])
  }

  @Test func reportsEverythingInOrder() throws {
    let archive = try ArchiveWriter.archive(
      .tar,
      of: [
        .file("../up.exe"), .other("link.txt", .symbolicLink("/etc/passwd")),
        .file("big.txt", bytes: 11), .file("BIG.txt"),
      ])
    let requirements = DatasetRequirements(
      maxEntries: 4, maxEntryBytes: 10, fileTypes: ["txt"], archiveKinds: ["tar"])
    let report = try inspect(archive, for: requirements)
    #expect(
      report.brokenRules == [
        "entry.parent_path(../up.exe)", "entry.file_type(../up.exe)",
        "entry.symbolic_link(link.txt)", "entry.too_large(big.txt)", "entry.duplicate(BIG.txt)",
      ])
    #expect(!report.endedEarly)
  }

  @Test func listsViolationsUpToTheBound() throws {
    let archive = try ArchiveWriter.archive(.tar, of: (0..<9).map { .file("\($0).exe") })
    let report = try inspect(
      archive, for: DatasetRequirements(fileTypes: ["png"]),
      limits: InspectionLimits(maxViolations: 4))
    #expect(report.violations.map(\.entry) == ["0.exe", "1.exe", "2.exe", "3.exe"])
    #expect(report.omittedViolations == 5)
    #expect(!report.isAccepted)
  }

  @Test func aBoundOfZeroAcceptsNothingBad() throws {
    let archive = try ArchiveWriter.archive(.tar, of: [])
    #expect(try !inspect(archive, limits: InspectionLimits(maxViolations: 0)).isAccepted)
  }

  @Test(arguments: ["/nowhere/at/all.zip", "/tmp", "/dev/null", ""])
  func throwsForWhatIsNoFile(path: String) throws {
    let error = try #require(throws: DatasetError.self) {
      try DatasetInspector(requirements: DatasetRequirements()).inspect(archiveAt: path)
    }
    #expect(error.code == .unreadableFile)
  }

  @Test func theMessageSaysWhatToDo() throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a.exe")])
    let report = try inspect(archive, for: DatasetRequirements(fileTypes: ["png", "txt"]))
    #expect(
      report.violations.map(\.description) == [
        """
        entry.file_type: "a.exe": files of type "exe" are not accepted; use png, txt, or leave the \
        file out
        """
      ])
  }
}
