import Testing
import TrainingManifest

@testable import TrainingDatasets

@Suite struct ArchiveKindTests {
  @Test(arguments: [
    ("zip", ArchiveKind.zip), (".zip", .zip), ("ZIP", .zip), ("tar", .tar), ("tar.gz", .tarGzip),
    ("TGZ", .tarGzip), (".tar.gz", .tarGzip), ("tbz2", .tarBzip2), ("txz", .tarXZ),
    ("tar.zst", .tarZstandard),
  ])
  func readsNames(name: String, kind: ArchiveKind) {
    #expect(ArchiveKind(name: name) == kind)
    #expect(ArchiveKind(fileName: "my.Data.\(name.drop { $0 == "." })") == kind)
  }

  @Test(arguments: ["", "rar", "gz", "zip2", "dataset"])
  func knowsNoOther(name: String) {
    #expect(ArchiveKind(name: name) == nil)
    #expect(ArchiveKind(fileName: name) == nil)
  }

  @Test(arguments: ["ZIP, tar", ".zip", "zip"])
  func aZipIsWelcome(list: String) throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a")])
    let kinds = list.split(separator: ", ").map(String.init)
    #expect(try inspect(archive, for: DatasetRequirements(archiveKinds: kinds)).isAccepted)
  }

  @Test func aKindThatIsNotWelcomeIsRefused() throws {
    let archive = try ArchiveWriter.archive(.tar, of: [.file("a")])
    let report = try inspect(archive, for: DatasetRequirements(archiveKinds: ["zip", "tar.gz"]))
    #expect(report.brokenRules == ["archive.kind"])
    #expect(
      report.violations.first?.message == "the archive is a tar; this service accepts zip, tar.gz")
  }

  /// The Python SDK checks only the content.
  @Test(arguments: [nil, "", "dataset", "dataset.v2", "dataset.zip", "DATA.ZIP"])
  func aNameThatSaysNothingElseIsGood(name: String?) throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a")])
    let requirements = DatasetRequirements(archiveKinds: ["zip"])
    #expect(try inspect(archive, for: requirements, named: name).isAccepted)
  }

  @Test(arguments: ["data.tar.gz", "data.tgz", "data.tar", "data.rar", "data.gz"])
  func aZipIsNotWhatItsNameSays(name: String) throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a")])
    for kinds in [[], ["zip"], ["tar.gz"], ["zip", "tar.gz"]] {
      let report = try inspect(archive, for: DatasetRequirements(archiveKinds: kinds), named: name)
      #expect(report.brokenRules == ["archive.kind"])
      #expect(report.violations.first?.message.contains("but it is a zip") == true)
    }
  }

  /// Whoever knows the name can refuse the file before it arrives.
  @Test(arguments: [
    ("data.rar", ["zip", "tar.gz"], "rar"), ("data.tar.gz", ["zip"], "tar.gz"),
    ("DATA.TGZ", ["zip"], "tar.gz"), ("data.gz", ["zip", "tar"], "gz"), ("data.7z", [], "7z"),
  ])
  func aNameCanDecide(name: String, kinds: [String], claimed: String) throws {
    let requirements = DatasetRequirements(archiveKinds: kinds)
    let violation = try #require(
      DatasetInspector(requirements: requirements).violation(ofName: name))
    let accepted = kinds.isEmpty ? ArchiveKind.allCases.map(\.rawValue) : kinds
    #expect(violation.ruleID == "archive.kind")
    #expect(
      violation.message
        == "the file is named .\(claimed); this service accepts \(accepted.joined(separator: ", "))"
    )
    for kind in ArchiveKind.allCases {
      let archive = try ArchiveWriter.archive(kind, of: [.file("a")])
      #expect(try !inspect(archive, for: requirements, named: name).isAccepted)
    }
  }

  @Test(arguments: [
    ("data.zip", ["zip"]), ("data.gz", ["tar.gz"]), ("data.TGZ", ["zip", ".tar.gz"]),
    ("dataset", ["zip"]), ("dataset.v2", ["zip"]), ("", ["zip"]), ("data.tar.xz", []),
  ])
  func aNameCanLeaveItToTheContent(name: String, kinds: [String]) {
    let requirements = DatasetRequirements(archiveKinds: kinds)
    #expect(DatasetInspector(requirements: requirements).violation(ofName: name) == nil)
  }

  @Test func aTarGzipMayGoByGz() throws {
    let archive = try ArchiveWriter.archive(.tarGzip, of: [.file("a")])
    #expect(try inspect(archive, named: "data.gz").isAccepted)
    #expect(try inspect(archive, named: "data.tar").brokenRules == ["archive.kind"])
  }
}
