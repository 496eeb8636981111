import Foundation

@testable import sample_client

/// Clips of noise, as large as clips may be, so that comparing with them takes long.
struct HeavyClips {
  /// An archive of the clips, each with its transcript.
  let archive: URL

  /// The first clip, as a question.
  let question: Data

  /// What is said in it.
  let transcript = "clip 0"

  /// - Parameters:
  ///   - count: how many clips.
  ///   - directory: where the archive is put.
  init(_ count: Int, in directory: URL) throws {
    let folder = directory.appendingPathComponent("heavy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clips = try (0..<count).map { _ in try Self.noise(1 << 20) }
    for (index, clip) in clips.enumerated() {
      try clip.write(to: folder.appendingPathComponent("\(index).mp3"))
      try Data("clip \(index)".utf8).write(to: folder.appendingPathComponent("\(index).txt"))
    }
    archive = directory.appendingPathComponent("heavy.zip")
    try DatasetArchive.zip.pack(folder, into: archive)
    question = clips[0]
  }

  static func noise(_ byteCount: Int) throws -> Data {
    let source = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/urandom"))
    defer { try? source.close() }
    return try source.read(upToCount: byteCount) ?? Data()
  }
}
