/// The cost of a request to a model. Each clip of the model is compressed together with the
/// recording in the request.
struct RequestCost {
  private(set) var clipCount = 0
  private(set) var clipBytes = 0
  private(set) var largestClip = 0

  /// Counts a clip of the model.
  mutating func add(clipOf byteCount: Int) {
    clipCount += 1
    clipBytes += byteCount
    largestClip = max(largestClip, byteCount)
  }

  /// How many bytes are compressed for a recording of `byteCount` bytes.
  func bytes(forRecordingOf byteCount: Int) -> Int {
    clipBytes + clipCount * (byteCount + ClipLimits.comparisonBytes)
  }

  /// The largest recording in bytes that a call can compare.
  var maxRecordingBytes: Int {
    let left = ClipLimits.maxCallBytes - bytes(forRecordingOf: 0)
    return min(max(left, 0) / max(clipCount, 1), ClipLimits.maxClipBytes)
  }

  /// Whether each clip of the model may be sent as a request.
  var isWithinBudget: Bool { largestClip <= maxRecordingBytes }

  /// How many clips a model may have if all are as large as the largest one.
  var maxClipCount: Int {
    ClipLimits.maxCallBytes / (2 * largestClip + ClipLimits.comparisonBytes)
  }
}
