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

  /// Info-ZIP stores data from a pipe as a pipe, so libarchive treats it as a file.
  @Test func aPipeInAZipIsAFile() throws {
    var zip = ForgedZip("a")
    zip.entries[0].mode = 0o010644
    let report = try inspect(TemporaryFile(zip.bytes()))
    #expect(report.isAccepted)
    #expect(report.totalBytes == 7)
  }

  /// As Python's `writestr` sets it.
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

  /// As WinZip and 7-Zip encrypt: method 99 replaces the real one.
  @Test func refusesStrongEncryption() throws {
    var zip = ForgedZip("a.txt", "b.txt")
    zip.entries[0].flags = 1
    zip.entries[0].method = 99
    zip.entries[0].localExtra = ForgedZip.Entry.field(0x9901, [2, 0, 0x41, 0x45, 3, 0, 0])
    zip.entries[0].extra = zip.entries[0].localExtra
    zip.entries[1].flags = 1 | 1 << 6
    #expect(
      try inspect(TemporaryFile(zip.bytes())).brokenRules == [
        "entry.encrypted(a.txt)", "entry.encrypted(b.txt)",
      ])
  }

  /// Python's zipfile recognises directories by the slash, others by the mode. So a file of any
  /// type could pass one of them as a directory.
  @Test(arguments: [("d/", 0o040755 as UInt16), ("d/", 0), ("a.exe", 0o040755)])
  func directoriesAreEmpty(name: String, mode: UInt16) throws {
    var zip = ForgedZip("a.png", name)
    zip.entries[1].mode = mode
    let report = try inspect(
      TemporaryFile(zip.bytes()), for: DatasetRequirements(fileTypes: ["png"]))
    #expect(report.violations.map(\.ruleID) == ["entry.directory_content"])
    zip.entries[1].content = []
    #expect(try inspect(TemporaryFile(zip.bytes())).isAccepted)
  }
}
