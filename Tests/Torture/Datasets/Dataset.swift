import Foundation

/// A dataset that a consumer sends, or links to.
///
/// Its content follows from its number, and no two datasets share a transcript: so an answer tells
/// which dataset the model was trained on that gave it.
struct Dataset: Hashable, Sendable {
  let number: Int

  /// How many clips it has.
  var clipCount = 2

  /// How large each clip is in bytes.
  var clipBytes = 2_000

  /// What is wrong with it; `nil` if nothing is.
  var fault: Fault?

  enum Fault: Hashable, Sendable, CaseIterable {
    /// A clip has no transcript.
    case unpaired
    /// The file is no archive.
    case noise
    /// The file is half an archive.
    case half
    /// It is linked to, and the link leads nowhere.
    case unreachable
    /// It is linked to, and the server hangs up half way.
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

  /// What is said in it.
  var transcript: String { Self.prefix(of: dataset) + "clip \(index)" }

  /// Whether a transcript is of a clip of the dataset with that number.
  static func isTranscript(_ text: String, of dataset: Int) -> Bool {
    text.hasPrefix(prefix(of: dataset))
  }

  /// Its bytes: noise, so that every clip is far from every other.
  var speech: Data {
    var random = Random(seed: UInt64(dataset) << 20 | UInt64(index))
    return random.bytes(byteCount)
  }

  private static func prefix(of dataset: Int) -> String { "dataset \(dataset), " }
}
