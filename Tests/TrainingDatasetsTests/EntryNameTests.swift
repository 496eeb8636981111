import Testing
import TrainingManifest

@testable import TrainingDatasets

@Suite struct EntryNameTests {
  @Test(arguments: [
    ("/etc/passwd", ["entry.absolute_path"]),
    ("\\server/share", ["entry.absolute_path", "entry.backslash"]),
    ("../x", ["entry.parent_path"]),
    ("a/../../x", ["entry.parent_path"]),
    ("a/..", ["entry.parent_path"]),
    ("..", ["entry.parent_path"]),
    ("a/x\\..\\x", ["entry.backslash", "entry.parent_path"]),
    ("a/b\\c", ["entry.backslash"]),
    ("C:x", ["entry.drive_letter"]),
    ("c:/x", ["entry.drive_letter"]),
    ("a\u{1}b", ["entry.control_character"]),
    ("a\nb", ["entry.control_character"]),
    ("a\u{7F}", ["entry.control_character"]),
    ("a\u{9B}b", ["entry.control_character"]),
  ])
  func refusesHostileNames(name: String, rules: [String]) throws {
    #expect(findings(name) == rules)
    let zip = try TemporaryFile(ForgedZip(name).bytes())
    #expect(try inspect(zip).violations.map(\.ruleID) == rules)
    let tar = try ArchiveWriter.archive(.tar, of: [.file(name)])
    #expect(try inspect(tar).violations.map(\.ruleID) == rules)
  }

  /// libarchive treats a name in a zip that only has backslashes as one from Windows.
  @Test(arguments: [
    ("a\\b", []), ("\\server\\share", ["entry.absolute_path"]), ("a\\..\\x", ["entry.parent_path"]),
    ("C:\\x", ["entry.drive_letter"]),
  ])
  func namesFromWindows(name: String, rules: [String]) throws {
    let zip = try TemporaryFile(ForgedZip(name).bytes())
    #expect(try inspect(zip).violations.map(\.ruleID) == rules)
    let tar = try ArchiveWriter.archive(.tar, of: [.file(name)])
    #expect(try inspect(tar).violations.map(\.ruleID).contains("entry.backslash"))
  }

  @Test(arguments: [
    "a..b", "...", "a/...x", "..a", "./a", "a//b", "12:30.png", "naïve.txt", "猫.png", "👩‍💻.txt", " ",
    "~/x", "CON", "a/./b",
  ])
  func acceptsOddButHarmlessNames(name: String) throws {
    #expect(findings(name) == [])
    let zip = try TemporaryFile(ForgedZip(name).bytes())
    #expect(try inspect(zip).brokenRules == [])
    let tar = try ArchiveWriter.archive(.tarXZ, of: [.file(name)])
    #expect(try inspect(tar).brokenRules == [])
  }

  @Test func refusesLongNames() throws {
    let limits = InspectionLimits(maxNameBytes: 200)
    let archive = try ArchiveWriter.archive(
      .tar,
      of: [.file(String(repeating: "a", count: 200)), .file(String(repeating: "b", count: 201))])
    #expect(
      try inspect(archive, limits: limits).brokenRules == [
        "entry.name_too_long(\(String(repeating: "b", count: 201)))"
      ])
  }

  @Test func refusesEmptyNames() throws {
    #expect(
      try inspect(TemporaryFile(ForgedZip("").bytes())).violations.map(\.ruleID) == [
        "entry.name_unreadable"
      ])
  }

  @Test func refusesHiddenText() throws {
    var zip = ForgedZip()
    zip.entries = [.init(name: Array("evil.exe\0.png".utf8))]
    let report = try inspect(
      TemporaryFile(zip.bytes()), for: DatasetRequirements(fileTypes: ["exe"]))
    #expect(report.brokenRules == ["entry.control_character"])
    #expect(report.violations.first?.message.contains(#"evil.exe\u{0}.png"#) == true)
  }

  @Test func namesAreShownOnOneLine() throws {
    let report = try inspect(TemporaryFile(ForgedZip("a\nb\u{202E}gnp.exe\u{2028}").bytes()))
    #expect(report.violations.map(\.entry) == [#"a\u{a}b\u{202e}gnp.exe\u{2028}"#])
  }

  /// Python's zipfile reads names without the UTF-8 flag as CP437.
  @Test func namesThatAreNotUTF8AreReadAsCodePage437() throws {
    #expect(EntryName([0x82, 0x2E, 0xE1, 0xFF, 0x80]).text == "é.ß\u{A0}Ç")
    let cafe = Array("caf".utf8) + [0x82] + Array(".txt".utf8)
    var zip = ForgedZip()
    zip.entries = [.init(name: cafe), .init(name: [0x80] + cafe)]
    let requirements = DatasetRequirements(fileTypes: ["png"])
    let expected = ["entry.file_type(café.txt)", "entry.file_type(Çcafé.txt)"]
    #expect(try inspect(TemporaryFile(zip.bytes()), for: requirements).brokenRules == expected)
    let tar = try ArchiveWriter.archive(
      .tar, of: [.file(named: cafe), .file(named: [0x80] + cafe)])
    #expect(try inspect(tar, for: requirements).brokenRules == expected)
  }

  @Test func namesMarkedAsUTF8AreRead() throws {
    var zip = ForgedZip()
    zip.entries = ["ä.png", "ö.png", "猫.png"].map { .init(name: Array($0.utf8), flags: 1 << 11) }
    let report = try inspect(
      TemporaryFile(zip.bytes()), for: DatasetRequirements(fileTypes: ["txt"]))
    #expect(report.violations.map(\.entry) == ["ä.png", "ö.png", "猫.png"])
    #expect(report.violations.map(\.ruleID) == Array(repeating: "entry.file_type", count: 3))
  }

  @Test func brokenUTF8NeverCrashes() throws {
    var zip = ForgedZip()
    zip.entries = [.init(name: [0xFF, 0xFE, 0xC3], flags: 1 << 11), .init(name: [0xC3, 0x28])]
    #expect(try inspect(TemporaryFile(zip.bytes())).entryCount == 2)
  }

  private func findings(_ name: String) -> [String] {
    NameRule(maxNameBytes: 4096).findings(for: EntryName(Array(name.utf8))).map(\.rule.rawValue)
  }
}
