import Testing
import TrainingDatasets
import TrainingManifest

@Suite struct EntryTypeTests {
  @Test(arguments: [
    (SampleEntry.Kind.symbolicLink("/etc/passwd"), "entry.symbolic_link"),
    (.symbolicLink("a"), "entry.symbolic_link"), (.hardLink("a"), "entry.hard_link"),
    (.fifo, "entry.special_file"), (.device, "entry.special_file"),
  ])
  func refusesEverythingButFiles(kind: SampleEntry.Kind, rule: String) throws {
    let archive = try ArchiveWriter.archive(.tarGzip, of: [.file("a"), .other("odd", kind)])
    #expect(try inspect(archive).brokenRules == ["\(rule)(odd)"])
  }

  @Test(arguments: [
    (0o120777 as UInt16, "entry.symbolic_link"), (0o020644, "entry.special_file"),
    (0o140644, "entry.special_file"),
  ])
  func refusesThemInZipsToo(mode: UInt16, rule: String) throws {
    var zip = ForgedZip("a", "odd")
    zip.entries[1].mode = mode
    #expect(try inspect(TemporaryFile(zip.bytes())).brokenRules == ["\(rule)(odd)"])
  }

  /// Info-ZIP stores what it reads from a pipe as a pipe, so libarchive takes it for a file.
  @Test func aPipeInAZipIsAFile() throws {
    var zip = ForgedZip("a")
    zip.entries[0].mode = 0o010644
    let report = try inspect(TemporaryFile(zip.bytes()))
    #expect(report.isAccepted)
    #expect(report.totalBytes == 7)
  }

  /// As Python's `writestr` leaves it.
  @Test(arguments: [0 as UInt16, 0o600])
  func aModeWithoutATypeIsAFile(mode: UInt16) throws {
    var zip = ForgedZip("a.exe")
    zip.entries[0].mode = mode
    #expect(
      try inspect(TemporaryFile(zip.bytes()), for: DatasetRequirements(fileTypes: ["png"]))
        .brokenRules == ["entry.file_type(a.exe)"])
  }

  @Test func refusesEncryption() throws {
    let archive = try ArchiveWriter.archive(
      .zip, of: [.file("a.txt"), .file("b.txt")], passphrase: "secret")
    let report = try inspect(archive)
    #expect(report.brokenRules == ["entry.encrypted(a.txt)", "entry.encrypted(b.txt)"])
    #expect(report.totalBytes == 0)
  }

  @Test func refusesOneEncryptedEntry() throws {
    var zip = ForgedZip("a.txt", "b.txt")
    zip.entries[0].flags = 1
    #expect(
      try inspect(TemporaryFile(zip.bytes())).brokenRules == ["entry.encrypted(a.txt)"])
  }
}
