import Foundation

/// A folder of clips: in a folder for each voice, a file for each phrase.
struct Corpus {
  let folder: URL

  struct Clip {
    let voice: String
    let phrase: String
    let file: URL
  }

  /// The folders of questions with and without noise.
  var conditions: [String] {
    get throws { try Self.names(in: folder.appendingPathComponent("known")) }
  }

  /// The clips of a folder, sorted by phrase and voice.
  func clips(in name: String) throws -> [Clip] {
    let folder = folder.appendingPathComponent(name)
    let clips = try Self.names(in: folder).flatMap { voice in
      let place = folder.appendingPathComponent(voice)
      return try Self.names(in: place).map { file in
        let phrase = (file as NSString).deletingPathExtension.replacing("-", with: " ")
        return Clip(voice: voice, phrase: phrase, file: place.appendingPathComponent(file))
      }
    }
    return clips.sorted { ($0.phrase, $0.voice) < ($1.phrase, $1.voice) }
  }

  private static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}
