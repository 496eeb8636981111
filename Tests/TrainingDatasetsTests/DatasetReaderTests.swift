import Testing
import TrainingDatasets
import TrainingManifest

@Suite struct DatasetReaderTests {
  @Test(arguments: ArchiveKind.allCases)
  func readsEveryFile(kind: ArchiveKind) throws {
    let archive = try ArchiveWriter.archive(
      kind, of: [.directory("d/"), .file("./d/a.txt", "one"), .file("skipped"), .file("b", "two")])
    var files: [String: String] = [:]
    try DatasetReader(archiveAt: archive.path).forEachFile { file in
      guard file.name != "skipped" else { return }
      files[file.name] = String(decoding: try file.readAll(upTo: 3), as: UTF8.self)
    }
    #expect(files == ["d/a.txt": "one", "b": "two"])
  }

  @Test func readsInChunks() throws {
    let archive = try ArchiveWriter.archive(.tarZstandard, of: [.file("a", bytes: 1_000_000)])
    var sizes: [Int] = []
    try DatasetReader(archiveAt: archive.path).forEachFile { file in
      while let chunk = try file.readChunk(upTo: 100_000) { sizes.append(chunk.count) }
      #expect(try file.readChunk() == nil)
    }
    #expect(sizes.reduce(0, +) == 1_000_000)
    #expect(sizes.allSatisfy { (1...100_000).contains($0) })
  }

  @Test func refusesLargeFiles() throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a", "four")])
    let error = try #require(throws: DatasetError.self) {
      try DatasetReader(archiveAt: archive.path).forEachFile { _ = try $0.readAll(upTo: 3) }
    }
    #expect(error.code == .entryTooLarge)
  }

  @Test(arguments: [
    SampleEntry.file("../a"), .other("a", .symbolicLink("/")), .file("/a"), .file("a\u{1}"),
  ])
  func refusesWhatTheInspectorRefuses(entry: SampleEntry) throws {
    let archive = try ArchiveWriter.archive(.tar, of: [entry])
    let error = try #require(throws: DatasetError.self) {
      try DatasetReader(archiveAt: archive.path).forEachFile { _ in }
    }
    #expect(error.code == .unacceptableArchive)
  }

  @Test func staysWithinItsLimits() throws {
    let archive = try ArchiveWriter.archive(.tarGzip, of: [.file("a", bytes: 1 << 20), .file("b")])
    for limits in [InspectionLimits(maxTotalBytes: 1 << 18), InspectionLimits(maxEntries: 1)] {
      let error = try #require(throws: DatasetError.self) {
        try DatasetReader(archiveAt: archive.path, limits: limits).forEachFile { _ in }
      }
      #expect(error.code == .unacceptableArchive)
    }
  }

  @Test func aMissingFileIsAnError() throws {
    let error = try #require(throws: DatasetError.self) {
      try DatasetReader(archiveAt: "/nowhere").forEachFile { _ in }
    }
    #expect(error.code == .unreadableFile)
  }

  @Test func errorsOfTheBodyComeThrough() throws {
    struct Stop: Error {}
    let archive = try ArchiveWriter.archive(.zip, of: [.file("a")])
    #expect(throws: Stop.self) {
      try DatasetReader(archiveAt: archive.path).forEachFile { _ in throw Stop() }
    }
  }
}
