import Foundation
import Synchronization
import TestSupport
import Testing
import TrainingDatasets

@testable import sample_client
@testable import sample_server

/// Which models are kept open, and for how long.
@Suite struct ClipLibrariesTests {
  @Test func concurrentCallersShareOneAttempt() async throws {
    try await withTemporaryDirectory { directory in
      let openLibraries = try TestShelf(1, in: directory)
      let libraries = openLibraries.libraries()
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<100 {
          group.addTask {
            try await libraries.library(in: openLibraries.directories[0]).clips.count
          }
        }
        for try await count in group { #expect(count == 2) }
      }
      #expect(openLibraries.opened == [0: 1])
    }
  }

  /// Cancelling one caller doesn't affect the others.
  @Test func attemptsOutliveTheCallerThatBeganThem() async throws {
    try await withTemporaryDirectory { directory in
      let openLibraries = try TestShelf(1, in: directory)
      let libraries = openLibraries.libraries()
      let first = Task { try await libraries.library(in: openLibraries.directories[0]) }
      first.cancel()
      let library = try await libraries.library(in: openLibraries.directories[0])
      #expect(library.clips.count == 2)
      #expect(openLibraries.opened == [0: 1])
    }
  }

  @Test func theOneThatWasAskedForLongestAgoGoes() async throws {
    try await withTemporaryDirectory { directory in
      let openLibraries = try TestShelf(3, in: directory)
      let libraries = openLibraries.libraries(maxCount: 2)
      for index in [0, 1, 0, 2, 0, 1] {
        _ = try await libraries.library(in: openLibraries.directories[index])
        #expect(libraries.count <= 2)
      }
      #expect(openLibraries.opened == [0: 1, 1: 2, 2: 1])
    }
  }

  @Test func bytesAreBoundedToo() async throws {
    try await withTemporaryDirectory { directory in
      let openLibraries = try TestShelf(3, in: directory)
      let byteCount = try ClipLibrary(in: openLibraries.directories[0]).byteCount
      let libraries = openLibraries.libraries(maxBytes: 2 * byteCount)
      for index in [0, 1, 2] {
        _ = try await libraries.library(in: openLibraries.directories[index])
      }
      #expect(libraries.count == 2)
      let small = openLibraries.libraries(maxBytes: byteCount - 1)
      let library = try await small.library(in: openLibraries.directories[0])
      #expect(library.clips.count == 2)
      #expect(small.count == 0)
    }
  }

  @Test func failuresAreNotKept() async throws {
    try await withTemporaryDirectory { directory in
      let openLibraries = try TestShelf(1, in: directory)
      let libraries = openLibraries.libraries()
      let elsewhere = directory.appendingPathComponent("elsewhere")
      await #expect(throws: (any Error).self) { _ = try await libraries.library(in: elsewhere) }
      #expect(libraries.count == 0)
      try FileManager.default.moveItem(at: openLibraries.directories[0], to: elsewhere)
      let library = try await libraries.library(in: elsewhere)
      #expect(library.clips.count == 2)
    }
  }

  /// A training ends while a call opens the model.
  @Test func directoriesThatAreGoneAreLocatedOnceMore() async throws {
    try await withTemporaryDirectory { directory in
      let libraries = try TestShelf(1, in: directory).libraries()
      let (gone, current) = (
        directory.appendingPathComponent("gone"), directory.appendingPathComponent("0")
      )
      var answers = [current, gone]
      let library = try await libraries.library { answers.popLast() }
      #expect(library?.clips.count == 2)
      answers = [current, gone, gone]
      await #expect(throws: (any Error).self) { try await libraries.library { answers.popLast() } }
      let none = try await libraries.library { nil }
      #expect(none?.clips == nil)
    }
  }

  @Test func librariesWhoseDirectoryIsGoneAreDropped() async throws {
    try await withTemporaryDirectory { directory in
      let openLibraries = try TestShelf(2, in: directory)
      let libraries = openLibraries.libraries(interval: .milliseconds(10))
      for index in [0, 1] { _ = try await libraries.library(in: openLibraries.directories[index]) }
      let running = Task { try await libraries.run() }
      defer { running.cancel() }
      try FileManager.default.removeItem(at: openLibraries.directories[0])
      for _ in 0..<1000 where libraries.count == 2 { try await Task.sleep(for: .milliseconds(10)) }
      #expect(libraries.count == 1)
      _ = try await libraries.library(in: openLibraries.directories[1])
      #expect(openLibraries.opened == [0: 1, 1: 1])
    }
  }
}

/// Directories with one library each, with the number of times each was opened.
private final class TestShelf: Sendable {
  let directories: [URL]
  private let counts = Mutex<[Int: Int]>([:])

  init(_ count: Int, in directory: URL) throws {
    let archive = directory.appendingPathComponent("home.zip")
    try DatasetArchive.zip.pack(SampleClips.home, into: archive)
    let dataset = ClipDataset(reader: DatasetReader(archiveAt: archive.path))
    directories = try (0..<count).map { index in
      let library = directory.appendingPathComponent("\(index)")
      try FileManager.default.createDirectory(at: library, withIntermediateDirectories: true)
      try ClipLibrary.write(ClipPairs(of: dataset), from: dataset, to: library)
      return library
    }
  }

  /// How often each was opened.
  var opened: [Int: Int] { counts.withLock(\.self) }

  func libraries(
    maxCount: Int = 10, maxBytes: Int = 1 << 20, interval: Duration = .seconds(60)
  ) -> ClipLibraries {
    ClipLibraries(maxCount: maxCount, maxBytes: maxBytes, interval: interval) { directory in
      if let index = Int(directory.lastPathComponent) {
        self.counts.withLock { $0[index, default: 0] += 1 }
      }
      return try ClipLibrary(in: directory)
    }
  }
}
