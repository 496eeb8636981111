/// A path in a dataset, split at the last dot of its last component.
struct ClipName: Hashable {
  /// The part before the dot, which is the same for a clip and its transcript.
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
