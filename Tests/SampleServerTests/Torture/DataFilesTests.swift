import Foundation
import TestSupport
import Testing

@testable import torture

/// The files that the program finds in a data directory.
@Suite struct DataFilesTests {
  private static let living = [
    "ready": AllowedFiles(datasets: 1, artefacts: 1),
    "new": AllowedFiles(datasets: 0, artefacts: 0),
  ]

  @Test(arguments: [
    (["datasets/ready/1", "artefacts/ready/2/clips.bin", "trash/3/x"], [String]()),
    (["uploads/1"], ["uploads/1"]),
    (["datasets/gone/1"], ["datasets/gone of no living model"]),
    (["artefacts/gone/1/clips.bin"], ["artefacts/gone of no living model"]),
    (["datasets/ready/1", "datasets/ready/2"], ["datasets/ready with 2 where 1 can be"]),
    (["artefacts/ready/1/a", "artefacts/ready/2/a"], ["artefacts/ready with 2 where 1 can be"]),
    (["datasets/new/1"], ["datasets/new with 1 where 0 can be"]),
    (["artefacts/new/1/a"], ["artefacts/new with 1 where 0 can be"]),
  ])
  func orphansAreFound(_ files: [String], _ orphans: [String]) async throws {
    try await withTemporaryDirectory { folder in
      let data = DataFiles(in: folder)
      for file in files {
        let url = data.root.appendingPathComponent(file)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data([1]).write(to: url)
      }
      #expect(data.orphans(living: Self.living) == orphans)
    }
  }

  /// A file keeps its name in the trash, so it can be recognised.
  @Test func whatIsMovedToTheTrashIsNotNew() async throws {
    try await withTemporaryDirectory { folder in
      let data = DataFiles(in: folder)
      for file in ["datasets/ready/1", "trash/2026-11-28T14-35-38Z/datasets/ready/2"] {
        let url = data.root.appendingPathComponent(file)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data([1]).write(to: url)
      }
      #expect(data.names == ["datasets/ready/1", "datasets/ready/2"])
      #expect(data.trash == ["datasets/ready/2"])
    }
  }
}
