import Foundation
import TestSupport

@testable import sample_client

/// Clips of noise with the greatest allowed length, so that comparing with them takes long.
struct HeavyClips {
  /// The folder with the clips and transcripts.
  let folder: URL

  /// An archive of the clips, each with its transcript.
  let archive: URL

  /// The first clip, for a request.
  let question: Data

  /// The transcript of the first clip.
  let transcript = "clip 0"

  /// - Parameters:
  ///   - count: the number of clips.
  ///   - directory: the directory for the archive.
  init(_ count: Int, in directory: URL) throws {
    folder = directory.appendingPathComponent("heavy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clips = try (0..<count).map { _ in try Self.clip(seconds: 10) }
    for (index, clip) in clips.enumerated() {
      try clip.write(to: folder.appendingPathComponent("\(index).mp3"))
      try Data("clip \(index)".utf8).write(to: folder.appendingPathComponent("\(index).txt"))
    }
    archive = directory.appendingPathComponent("heavy.zip")
    try DatasetArchive.zip.pack(folder, into: archive)
    question = clips[0]
  }

  /// A clip of noise.
  static func clip(seconds: Double) throws -> Data {
    WaveFile.bytes(of: try noise(Int(seconds * 8_000)))
  }

  static func noise(_ byteCount: Int) throws -> Data {
    let source = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/urandom"))
    defer { try? source.close() }
    return try source.read(upToCount: byteCount) ?? Data()
  }
}
