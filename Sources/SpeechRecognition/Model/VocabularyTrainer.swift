public import Foundation

/// Trains a vocabulary on clips with their transcripts.
///
/// Add the clips, call ``train(progress:)``, and ``write(to:)`` the file that a ``Recogniser``
/// opens.
public struct VocabularyTrainer {
  /// How many clips the threshold is learned from at most. It doesn't get better by more of them.
  private static let maxProbes = 400

  private let width = FeatureSettings().width
  private var index = VocabularyIndex()
  private var rows: [Float] = []
  private var threshold = Threshold()

  /// Creates a trainer without clips.
  public init() {}

  /// The number of clips.
  public var clipCount: Int { index.clips.count }

  /// Adds a clip.
  public mutating func add(_ clip: Utterance, transcript: String) {
    index.append(rows: clip.features.count, transcript: transcript)
    rows += clip.features.values
  }

  /// Learns which matches to accept, by asking clips of the others. Without this, a threshold is
  /// taken that fits many vocabularies.
  ///
  /// - Parameter progress: called with the number of clips that were asked, and with that of all.
  /// - Throws: `CancellationError`; any error of `progress`.
  public mutating func train(progress: (Int, Int) throws -> Void = { _, _ in }) throws {
    var learned = Threshold()
    try rows.withUnsafeBufferPointer { rows in
      guard let first = rows.baseAddress else { return }
      let search = VocabularySearch(
        index: index, rows: FrameRows(first: first, count: index.rows, stride: width),
        warp: TimeWarp(width: width))
      for (done, probe) in probes.enumerated() {
        try progress(done, probes.count)
        try search.ask(probe, into: &learned)
      }
    }
    threshold = learned
    try progress(probes.count, probes.count)
  }

  /// The numbers of the clips to ask, evenly spread.
  private var probes: [Int] {
    let step = max((index.clips.count + Self.maxProbes - 1) / Self.maxProbes, 1)
    return Array(stride(from: 0, to: index.clips.count, by: step))
  }

  /// Writes the model.
  ///
  /// - Throws: errors of the file system; ``ModelError`` if there are too many clips.
  public func write(to file: URL) throws {
    try ModelWriter(
      index: index, rows: rows, width: width, threshold: threshold.value
    ).write(to: file)
  }
}

extension VocabularySearch {
  /// Asks a clip as a phrase that isn't in the vocabulary.
  fileprivate func ask(_ probe: Int, into threshold: inout Threshold) throws {
    let clip = index.clips[probe]
    let utterance = rows(of: clip)
    let others = try candidates(for: utterance).filter {
      $0.clip.transcript != clip.transcript
    }
    if let match = try match(utterance, among: others)?.runnerUp { threshold.add(match.doubt) }
  }
}
