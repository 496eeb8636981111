import Testing
import TrainingDatasets
import TrainingManifest

/// A cancelled task stops reading at any point.
@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
  /// Limits that accept archives of any size.
  private static let limits = InspectionLimits(maxExpansionRatio: .max, maxTotalBytes: .max)

  /// The test doesn't wait until 64 GiB of zeros are decompressed.
  @Test func anInspectionEndsLongBeforeTheArchive() async throws {
    let archive = try Self.huge()
    let inspection = Task.detached {
      try DatasetInspector(requirements: DatasetRequirements(), limits: Self.limits)
        .inspect(archiveAt: archive.path)
    }
    try await Task.sleep(for: .milliseconds(50))
    inspection.cancel()
    let error = try await #require(throws: DatasetError.self) { try await inspection.value }
    #expect(error.code == .cancelled)
    #expect(error.cause is CancellationError)
    #expect(error.message.contains("cancelled"))
  }

  @Test func aReaderEndsWhileItReads() async throws {
    try await expectCancellation { archive in
      var chunks = 0
      try DatasetReader(archiveAt: archive.path, limits: Self.limits).forEachFile { file in
        while try file.readChunk() != nil {
          chunks += 1
          if chunks == 3 { cancel() }
        }
      }
    }
  }

  @Test func aReaderEndsWhileItPassesOver() async throws {
    try await expectCancellation { archive in
      try DatasetReader(archiveAt: archive.path, limits: Self.limits).forEachFile { _ in cancel() }
    }
  }

  @Test(arguments: ArchiveKind.allCases)
  func aCancelledTaskDoesNotBegin(kind: ArchiveKind) async throws {
    let archive = try ArchiveWriter.archive(kind, of: [.file("a")])
    try await Task.detached {
      cancel()
      let inspected = try #require(throws: DatasetError.self) { try inspect(archive) }
      #expect(inspected.code == .cancelled)
      let read = try #require(throws: DatasetError.self) {
        try DatasetReader(archiveAt: archive.path).forEachFile { _ in }
      }
      #expect(read.code == .cancelled)
    }.value
  }

  private func expectCancellation(
    of body: @escaping @Sendable (TemporaryFile) throws -> Void
  ) async throws {
    let archive = try Self.huge()
    let task = Task.detached { try body(archive) }
    let error = try await #require(throws: DatasetError.self) { try await task.value }
    #expect(error.code == .cancelled)
  }

  /// A tar.gz with 64 GiB of zeros: a header and the same member a thousand times.
  private static func huge() throws -> TemporaryFile {
    var tar = ForgedTar()
    tar.add("zeros", attributes: [("size", String(64 << 30))], [])
    var bytes = try ArchiveWriter.compressed(.tarGzip, tar.bytes).bytes()
    let zeros = try ArchiveWriter.compressed(.tarGzip, [], zeros: 64 << 20).bytes()
    for _ in 0..<1024 { bytes += zeros }
    return try TemporaryFile(bytes)
  }
}

/// Cancels the current task.
private func cancel() {
  withUnsafeCurrentTask { $0?.cancel() }
}
