import Foundation
import TestSupport
import Testing
import TrainingManifest

/// The program with which consumers check their archives against a manifest.
@Suite struct DatasetCheckTests {
  private static let manifest =
    Repository.file("Fixtures/guide/Expected/service.training.json").path

  @Test(arguments: [[], ["--method", "stt"], ["--method", "service.ExampleService.stt"]])
  func saysNothingOfAGoodArchive(options: [String]) async throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a.png")])
    let outcome = try await check(archive.path, options)
    #expect(outcome.status == 0)
    #expect(outcome.text == "")
  }

  @Test func printsAViolationALine() async throws {
    let archive = try ArchiveWriter.archive(
      .zip, of: [.file("../a.png"), .file("b\n.png")] + (0..<51).map { .file("\u{7}\($0).exe") })
    let outcome = try await check(archive.path)
    #expect(outcome.status == 1)
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 101)
    #expect(lines.first?.hasPrefix(#"entry.parent_path: "../a.png": "#) == true)
    #expect(lines.last == "… and 4 more")
  }

  @Test func saysThatItEndedEarly() async throws {
    let archive = try ArchiveWriter.archive(.zip, of: (0..<101).map { .file("\($0).exe") })
    let outcome = try await check(archive.path)
    #expect(outcome.status == 1)
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.first?.hasPrefix("archive.too_many_entries: ") == true)
    #expect(lines.dropFirst() == ["… and perhaps more: the rest of the archive was not inspected"])
  }

  @Test func aMissingArchiveIsNoViolation() async throws {
    let outcome = try await check("/nowhere.zip")
    #expect(outcome.status == 2)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("/nowhere.zip"))
  }

  @Test func anUnknownMethodIsRefused() async throws {
    let outcome = try await check("/nowhere.zip", ["--method", "tts"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("service.ExampleService.stt"))
  }

  private func check(_ path: String, _ options: [String] = []) async throws -> CommandOutcome {
    try await Command(
      BuiltProduct.path("dataset-check"), ["--manifest", Self.manifest] + options + [path]
    ).run()
  }
}
