import Testing

@testable import SpeechRecognition

@Suite struct SearchTests {
  /// The two passes find what comparing with every clip finds.
  @Test func theNearestClipIsFound() throws {
    let clips = (0..<200).map { number in Self.clip(seed: number) }
    let question = Self.clip(seed: 17, noise: 0.3)
    try Self.search(clips) { search in
      let match = try question.withRows { rows in
        try search.match(rows, among: search.candidates(for: rows))
      }
      #expect(match??.transcript == 17 % 50)
      let exact = clips.map { clip in
        clip.withRows { clip in question.withRows { search.warp.distance($0, clip) } ?? .nan }
          ?? .nan
      }
      #expect(match??.distance == exact.min())
      #expect(match??.distance == exact[17])
      #expect(match??.rivals.count ?? 0 >= Match.cohort)
      #expect(match??.rivals.first ?? 0 > exact[17])
    }
  }

  /// Many clips of one transcript leave room for others, because the rival has to be found as well.
  @Test func manyClipsOfATranscriptHideNoOther() throws {
    let clips = (0..<120).map { Self.clip(seed: $0 < 100 ? 1 : 2, noise: Float($0) / 1_000) }
    try Self.search(clips, transcripts: { $0 < 100 ? 0 : 1 }) { search in
      let match = try clips[0].withRows { rows in
        try search.match(rows, among: search.candidates(for: rows))
      }
      #expect(match??.transcript == 0)
      #expect(match??.rivals.count == 1)
    }
  }

  @Test func doubtGrowsWithTheDistanceAndWithNearRivals() {
    let clear = Match(transcript: 0, distance: 1, rivals: [3, 3, 3, 4, 4])
    #expect(clear.doubt < Match(transcript: 0, distance: 2, rivals: [3, 3, 3, 4, 4]).doubt)
    #expect(clear.doubt < Match(transcript: 0, distance: 1, rivals: [1.1, 3, 3, 4, 4]).doubt)
    #expect(Match(transcript: 0, distance: 0, rivals: [3]).doubt == 0)
    #expect((0.1...1).contains(Match(transcript: 0, distance: 1, rivals: []).doubt))
    #expect(clear.runnerUp?.distance == 3)
    #expect(clear.runnerUp?.rivals == [3, 3, 4, 4])
    #expect(Match(transcript: 0, distance: 1, rivals: []).runnerUp == nil)
  }

  /// Noise makes all distances greater, and leaves the doubt as it is.
  @Test func doubtDoesNotDependOnTheScale() {
    let near = Match(transcript: 0, distance: 1, rivals: [2, 3, 3, 4, 9]).doubt
    let far = Match(transcript: 0, distance: 2, rivals: [4, 6, 6, 8, 9]).doubt
    #expect(abs(near - far) < 1e-6)
    #expect(abs(near - 3 / 8) < 1e-6)
  }

  /// Smooth curves, so that thinned rows resemble the others.
  private static func clip(seed: Int, noise: Float = 0) -> Features {
    var features = Features(rows: 60, width: 24)
    for row in 0..<60 {
      for column in 0..<24 {
        let phase = Float(seed * (column + 3) % 97)
        let wave = Float.pi * Float(row) * Float(1 + (seed + column) % 5) / 60
        features[row, column] = (wave + phase).remainder(dividingBy: 2) + noise * Float(column % 2)
      }
    }
    return features
  }

  private static func search(
    _ clips: [Features], transcripts: (Int) -> Int = { $0 % 50 },
    _ body: (VocabularySearch) throws -> Void
  ) throws {
    var index = VocabularyIndex()
    for (number, clip) in clips.enumerated() {
      index.append(rows: clip.count, transcript: "\(transcripts(number))")
    }
    var all = Features(rows: 0, width: 24)
    all.values = clips.flatMap(\.values)
    _ = try all.withRows { rows in
      try body(VocabularySearch(index: index, rows: rows, warp: TimeWarp(width: 24)))
    }
  }
}
