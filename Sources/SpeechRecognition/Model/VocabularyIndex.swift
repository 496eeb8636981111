/// The clips of a vocabulary, without their features.
struct VocabularyIndex: Hashable, Sendable {
  /// The rows of a clip in the features of all clips.
  struct Clip: Hashable, Sendable {
    let firstRow: Int
    let rows: Int

    /// The index of the transcript.
    let transcript: Int
  }

  var clips: [Clip] = []

  /// The transcripts, each once.
  var transcripts: [String] = []

  /// The number of rows of all clips.
  var rows: Int { clips.last.map { $0.firstRow + $0.rows } ?? 0 }

  /// Appends a clip whose rows follow those of the last one.
  mutating func append(rows count: Int, transcript: String) {
    let known = transcripts.firstIndex(of: transcript)
    if known == nil { transcripts.append(transcript) }
    clips.append(
      Clip(firstRow: rows, rows: count, transcript: known ?? transcripts.count - 1))
  }
}
