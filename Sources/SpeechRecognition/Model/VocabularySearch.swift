/// Finds the nearest clips in two passes: all clips are compared coarsely, by a part of their rows,
/// and the best of them with all rows.
struct VocabularySearch {
  let index: VocabularyIndex

  /// The rows of all clips.
  let rows: FrameRows

  let warp: TimeWarp

  /// Of how many rows the first pass takes one.
  static let step = 3

  /// How many clips the second pass compares, and how many of them may have the same transcript.
  static let shortlist = 56
  static let perTranscript = 8

  /// A clip with its distance from the utterance.
  struct Candidate {
    let clip: VocabularyIndex.Clip
    let number: Int
    let distance: Float
  }

  /// All clips with coarse distances that are finite, the nearest first. Checks for cancellation.
  ///
  /// - Throws: `CancellationError`.
  func candidates(for utterance: FrameRows) throws -> [Candidate] {
    let coarse = utterance.thinned(by: Self.step)
    var candidates: [Candidate] = []
    candidates.reserveCapacity(index.clips.count)
    for (number, clip) in index.clips.enumerated() {
      try Task.checkCancellation()
      let distance = warp.distance(coarse, rows(of: clip).thinned(by: Self.step))
      guard distance.isFinite else { continue }
      candidates.append(Candidate(clip: clip, number: number, distance: distance))
    }
    return candidates.sorted { ($0.distance, $0.number) < ($1.distance, $1.number) }
  }

  /// Compares the best candidates with all rows.
  ///
  /// - Returns: the nearest; `nil` if there are no candidates.
  /// - Throws: `CancellationError`.
  func match(_ utterance: FrameRows, among candidates: some Sequence<Candidate>) throws -> Match? {
    var nearest: [Int: Float] = [:]
    for candidate in shortlist(of: candidates) {
      try Task.checkCancellation()
      let limit = nearest[candidate.clip.transcript] ?? .infinity
      let distance = warp.distance(utterance, rows(of: candidate.clip), limit: limit)
      if distance < limit { nearest[candidate.clip.transcript] = distance }
    }
    let ranked = nearest.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    return ranked.first.map { best in
      Match(
        transcript: best.key, distance: best.value, rivals: ranked.dropFirst().map(\.value))
    }
  }

  private func shortlist(of candidates: some Sequence<Candidate>) -> [Candidate] {
    var counts: [Int: Int] = [:]
    var list: [Candidate] = []
    for candidate in candidates
    where counts[candidate.clip.transcript, default: 0] < Self.perTranscript {
      counts[candidate.clip.transcript, default: 0] += 1
      list.append(candidate)
      if list.count == Self.shortlist { break }
    }
    return list
  }

  func rows(of clip: VocabularyIndex.Clip) -> FrameRows {
    FrameRows(first: rows[clip.firstRow], count: clip.rows, stride: rows.stride)
  }
}
