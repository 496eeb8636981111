import Testing
import TrainingDatasets
import TrainingManifest

/// Tars and compressed data with wrong information.
@Suite struct TarTests {
  /// A hole at the end takes no block of data, but unpacks to a terabyte.
  @Test(arguments: ["1\n0\n10\n", "2\n0\n10\n1099511627776\n0\n"])
  func holesAtTheEndCount(map: String) throws {
    var tar = ForgedTar()
    tar.addSparse("hole", size: 1 << 40, map: Array(map.utf8), Array("0123456789".utf8))
    tar.end()
    let file = try TemporaryFile(tar.bytes)
    #expect(try inspect(file).brokenRules == ["archive.expansion_ratio(hole)"])
    let limited = try inspect(file, for: DatasetRequirements(maxEntryBytes: 1 << 20))
    #expect(limited.brokenRules == ["entry.too_large(hole)"])
    #expect(try inspect(file, for: DatasetRequirements(maxEntryBytes: 1 << 41)).isAccepted == false)
  }

  @Test func holesAreReadAsZeros() throws {
    var tar = ForgedTar()
    tar.addSparse(
      "hole", size: 200_000, map: Array("2\n5\n3\n100000\n3\n".utf8), Array("abcxyz".utf8))
    tar.end()
    let file = try TemporaryFile(tar.bytes)
    #expect(try inspect(file).totalBytes == 200_000)
    var expected = [UInt8](repeating: 0, count: 200_000)
    expected.replaceSubrange(5..<8, with: "abc".utf8)
    expected.replaceSubrange(100_000..<100_003, with: "xyz".utf8)
    try DatasetReader(archiveAt: file.path).forEachFile { entry in
      // The test compares the bytes itself, because printing a difference of so many bytes takes
      // hours.
      let isSame = try entry.readAll(upTo: 200_000) == expected
      #expect(isSame)
    }
  }

  /// libarchive would store 48 bytes for each four bytes of such a list.
  @Test func aListOfHolesMayNotBeEndless() throws {
    var tar = ForgedTar()
    let holes = Array(repeating: Array("0\n0\n".utf8), count: 1_500_000).joined()
    tar.addSparse("hole", size: 10, map: Array("1500000\n".utf8) + holes, [])
    tar.end()
    let archive = try ArchiveWriter.compressed(.tarGzip, tar.bytes)
    #expect(try inspect(archive).brokenRules == ["archive.unreadable"])
  }

  /// libarchive would store the whole name in a gzip's header.
  @Test func aGzipsNameMayNotBeEndless() throws {
    let head: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3]
    let rest = try ArchiveWriter.archive(.tarGzip, of: [.file("a")]).bytes().dropFirst(10)
    func archive(nameBytes: Int) throws -> TemporaryFile {
      try TemporaryFile(head + Array(repeating: 0x61, count: nameBytes) + [0] + rest)
    }
    #expect(try inspect(archive(nameBytes: 1000)).isAccepted)
    #expect(try inspect(archive(nameBytes: 16 << 20)).brokenRules == ["archive.unreadable"])
  }

  /// As bgzip and `cat` write them.
  @Test func aGzipMayHaveMembers() throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("a"), .file("b")]).bytes()
    let halves = [Array(tar[..<700]), Array(tar[700...])]
    let members = try halves.map { try ArchiveWriter.compressed(.tarGzip, $0).bytes() }
    let report = try inspect(TemporaryFile(Array(members.joined())))
    #expect(report.brokenRules == [])
    #expect(report.entryCount == 2)
  }

  @Test func aSecondMemberMayNotBeASecondTar() throws {
    let member = try ArchiveWriter.archive(.tarGzip, of: [.file("a")]).bytes()
    #expect(try inspect(TemporaryFile(member + member)).brokenRules == ["archive.trailing_data"])
  }

  @Test func garbageBehindAMember() throws {
    let tar = try ArchiveWriter.archive(.tar, of: [.file("a")]).bytes()
    let member = try ArchiveWriter.compressed(.tarGzip, tar).bytes()
    let report = try inspect(TemporaryFile(member + [0x1F, 0x8B, 8] + Array("garbage".utf8)))
    #expect(report.brokenRules == ["archive.trailing_data"])
  }

  @Test(arguments: [1 << 20, 1 << 33 - 1])
  func statedSizesAreNotBelieved(size: Int) throws {
    var tar = ForgedTar()
    tar.add("a", Array("content".utf8), statedSize: size)
    tar.end()
    #expect(try inspect(TemporaryFile(tar.bytes)).brokenRules == ["archive.truncated(a)"])
  }

  @Test func aDirectoryHasNoContent() throws {
    var tar = ForgedTar()
    tar.add("d/", type: "5", Array(repeating: 0x61, count: 600))
    tar.add("a")
    tar.end()
    #expect(try !inspect(TemporaryFile(tar.bytes)).isAccepted)
  }

  @Test(arguments: ["x", "g", "L", "K"] as [Character])
  func headersBeforeHeadersEnd(type: Character) throws {
    var tar = ForgedTar()
    for _ in 0..<1000 { tar.add("h", type: type, Array("12 path=abc\n".utf8)) }
    tar.add("a")
    tar.end()
    #expect(try !inspect(TemporaryFile(tar.bytes)).isAccepted)
  }

  @Test func longNamesAreChecked() throws {
    var tar = ForgedTar()
    tar.add("n", type: "L", Array("../../\(String(repeating: "a", count: 300))\u{0}".utf8))
    tar.add("short")
    tar.add("short", attributes: [("path", "/etc/passwd")], [])
    tar.add("device", type: "3")
    tar.end()
    let report = try inspect(TemporaryFile(tar.bytes))
    #expect(
      report.violations.map(\.ruleID) == [
        "entry.parent_path", "entry.absolute_path", "entry.special_file",
      ])
  }
}
