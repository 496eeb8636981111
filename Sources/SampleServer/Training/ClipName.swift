/// A path in a dataset, split at the last dot of its last part.
struct ClipName: Hashable {
  /// Everything before the dot: what a clip and its transcript have in common.
  let base: String

  /// Whether the file is a transcript and not a clip.
  let isTranscript: Bool

  init(_ path: String) {
    let file = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let dot = file.lastIndex(of: ".")
    let suffix = dot.map { file[$0...] } ?? ""
    base = String(path.dropLast(suffix.count))
    isTranscript = suffix == ".txt"
  }
}
