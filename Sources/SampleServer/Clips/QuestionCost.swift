/// What it costs to ask a model: each of its clips is compressed once more, together with the
/// question.
struct QuestionCost {
  private(set) var clipCount = 0
  private(set) var clipBytes = 0
  private(set) var largestClip = 0

  /// Counts a clip that the model knows.
  mutating func add(clipOf byteCount: Int) {
    clipCount += 1
    clipBytes += byteCount
    largestClip = max(largestClip, byteCount)
  }

  /// How many bytes are compressed for a question of `byteCount` bytes.
  func bytes(forQuestionOf byteCount: Int) -> Int {
    clipBytes + clipCount * (byteCount + ClipLimits.comparisonBytes)
  }

  /// The largest question in bytes that a call can answer.
  var maxQuestionBytes: Int {
    let left = ClipLimits.maxCallBytes - bytes(forQuestionOf: 0)
    return min(max(left, 0) / max(clipCount, 1), ClipLimits.maxClipBytes)
  }

  /// Whether the model can be asked for every clip that it knows.
  var isBearable: Bool { largestClip <= maxQuestionBytes }

  /// How many clips as large as the largest one a model may have.
  var bearableCount: Int {
    ClipLimits.maxCallBytes / (2 * largestClip + ClipLimits.comparisonBytes)
  }
}
