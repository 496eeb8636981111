import Testing
import TrainingDatasets
import TrainingManifest

@Suite struct DuplicateTests {
  @Test(arguments: [
    ("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("É.txt", "e\u{301}.txt"), ("a/b", "./a//b"),
    ("Straße/x", "straße/X"), ("Straße", "STRASSE"), ("ẞ", "ss"), ("ﬁle", "FILE"), ("ΣΑΣ", "σας"),
    ("ÅÉ", "a\u{30A}e\u{301}"), ("a\u{200B}b", "ab"), ("K", "\u{212A}"),
  ])
  func oneNameTwice(first: String, second: String) throws {
    let zip = try TemporaryFile(ForgedZip(first, second).bytes())
    #expect(try inspect(zip).brokenRules == ["entry.duplicate(\(second))"])
    let tar = try ArchiveWriter.archive(.tar, of: [.file(first), .file(second)])
    #expect(try inspect(tar).violations.map(\.ruleID) == ["entry.duplicate"])
  }

  @Test(arguments: [("a.txt", "b.txt"), ("a/b", "ab"), ("é", "e"), ("ı", "i"), ("x²", "x2")])
  func twoNames(first: String, second: String) throws {
    #expect(try inspect(TemporaryFile(ForgedZip(first, second).bytes())).isAccepted)
  }

  @Test func directoriesMayBeListedTwice() throws {
    let archive = try ArchiveWriter.archive(
      .tar, of: [.directory("a/"), .directory("a/"), .file("a/b")])
    #expect(try inspect(archive).isAccepted)
  }

  @Test func aFileIsNoDirectory() throws {
    let before = try ArchiveWriter.archive(.tar, of: [.directory("a/"), .file("A")])
    #expect(try inspect(before).brokenRules == ["entry.duplicate(A)"])
    let after = try ArchiveWriter.archive(.tar, of: [.file("a"), .directory("a/")])
    #expect(try inspect(after).brokenRules == ["entry.duplicate(a/)"])
  }
}
