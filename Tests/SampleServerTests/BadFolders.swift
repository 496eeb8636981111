import Foundation
import TestSupport

@testable import sample_client

/// Datasets of which each breaks one rule.
struct BadFolders {
  private let directory: URL

  init(in directory: URL) throws {
    self.directory = directory.appendingPathComponent("bad")
    try FileManager.default.createDirectory(
      at: self.directory, withIntermediateDirectories: true)
  }

  /// The archives, with a text that the server's log must contain for each.
  func archives() throws -> [(archive: URL, reason: String)] {
    let many = (0...100).map { ("\($0).txt", Data("text".utf8)) }
    var random = SeededRandom(seed: 1)
    let noise = Data((0..<(10 << 20 + 1)).map { _ in UInt8.random(in: 0...255, using: &random) })
    return [
      (try pack("many", many), "100"),
      (try pack("large", [("a.mp3", noise), ("a.txt", Data("text".utf8))]), "10"),
      (try pack("type", [("a.exe", Data("MZ".utf8))]), "exe"),
      (try pack("unpaired", [("a.mp3", try HeavyClips.clip(seconds: 1))]), "a.mp3 has no a.txt"),
      (
        try pack("film", [("a.mp4", Data("\0\0\0 ftypisom".utf8)), ("a.txt", Data("text".utf8))]),
        "a.mp4 isn't sound that can be decoded: send mp3"
      ),
      (try file("text.zip", Data("this isn't an archive".utf8)), "rejected"),
      (try truncated("half.zip", .zip), "rejected"),
      (try truncated("half.tar.gz", .tarGzip), "rejected"),
    ]
  }

  private func pack(_ name: String, _ files: [(String, Data)]) throws -> URL {
    let folder = directory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
    let archive = directory.appendingPathComponent("\(name).zip")
    try DatasetArchive.zip.pack(folder, into: archive)
    return archive
  }

  private func truncated(_ name: String, _ kind: DatasetArchive) throws -> URL {
    let whole = directory.appendingPathComponent("whole")
    try kind.pack(SampleClips.home, into: whole)
    let data = try Data(contentsOf: whole)
    return try file(name, data.prefix(data.count / 2))
  }

  private func file(_ name: String, _ data: Data) throws -> URL {
    let file = directory.appendingPathComponent(name)
    try data.write(to: file)
    return file
  }
}
