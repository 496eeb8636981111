import Foundation

extension Dataset {
  /// Returns the archive that a consumer sends.
  func archive() throws -> Data {
    let entries = clips.flatMap { clip in
      [("\(clip.index).mp3", clip.speech), ("\(clip.index).txt", Data(clip.transcript.utf8))]
    }
    switch fault {
    case nil, .unreachable, .cut: return try Archive.zip.pack(entries)
    case .unpaired: return try Archive.zip.pack(entries.dropLast())
    case .noise: return Clip(dataset: number, index: clipCount, byteCount: 0).noise(5_000)
    case .half:
      let whole = try Archive.zip.pack(entries)
      return whole.prefix(whole.count / 2)
    }
  }
}
