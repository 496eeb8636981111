import Foundation
import TestSupport

/// A dataset that a consumer uploads or links to.
///
/// Its content is determined by its number, and no two datasets share a transcript. So the
/// transcript that a model returns shows on which dataset the model was trained.
struct Dataset: Hashable, Sendable {
  let number: Int

  /// The number of clips.
  var clipCount = 2

  /// The size of each clip in bytes.
  var clipBytes = 2_000

  /// The fault of the dataset; `nil` if it is good.
  var fault: Fault?

  enum Fault: Hashable, Sendable, CaseIterable {
    /// A clip has no transcript.
    case unpaired
    /// The file isn't an archive.
    case noise
    /// The file is half an archive.
    case half
    /// The link to the dataset leads nowhere.
    case unreachable
    /// The link's server closes the connection half way.
    case cut
  }

  var isGood: Bool { fault == nil }

  var clips: [Clip] {
    (0..<clipCount).map { Clip(dataset: number, index: $0, byteCount: clipBytes) }
  }
}

/// A clip of a dataset.
struct Clip: Hashable, Sendable {
  /// The dataset's number.
  let dataset: Int

  let index: Int

  /// Its size in bytes.
  let byteCount: Int

  /// The transcript.
  var transcript: String { Self.prefix(of: dataset) + "clip \(index)" }

  /// Whether a transcript belongs to a clip of the dataset with a number.
  static func isTranscript(_ text: String, of dataset: Int) -> Bool {
    text.hasPrefix(prefix(of: dataset))
  }

  /// The clip's bytes: a WAV file with noise, so that clips aren't similar to each other.
  ///
  /// A larger clip isn't longer, but has more samples per second, because the server refuses clips
  /// of more than 10 s.
  var speech: Data {
    WaveFile.bytes(
      of: noise(max(byteCount - WaveFile.headerBytes, 0)), sampleRate: max(byteCount / 6, 8_000))
  }

  /// Random bytes that are neither sound nor an archive.
  func noise(_ count: Int) -> Data {
    var random = SeededRandom(seed: UInt64(dataset) << 20 | UInt64(index))
    return random.bytes(count)
  }

  private static func prefix(of dataset: Int) -> String { "dataset \(dataset), " }
}
