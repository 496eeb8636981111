import Foundation
import TrainingProvider

/// Which clip of a dataset has which transcript: a clip and a `.txt` of the same base name are a
/// pair, e.g. `home/on.mp3` and `home/on.txt`.
struct ClipPairs {
  /// The transcripts by the clips' paths.
  private(set) var transcripts: [String: String] = [:]

  /// Pairs the files of a dataset.
  ///
  /// - Throws: `DatasetRejection` that tells of the first few files in no pair, or that there is
  ///   too much for one call to compare with; what reading throws.
  init(of dataset: ClipDataset) throws {
    var texts: [String: String] = [:]
    var clips: [String: [String]] = [:]
    var faults: [String] = []
    var cost = QuestionCost()
    try dataset.forEachFile { path, content in
      let name = ClipName(path)
      guard let content, !content.isEmpty else {
        return faults.append("\(path) \(content == nil ? "is too large" : "is empty")")
      }
      guard name.isTranscript else {
        cost.add(clipOf: content.count)
        return clips[name.base, default: []].append(path)
      }
      guard let text = Self.transcript(content) else {
        return faults.append("\(path) has to be text in UTF-8")
      }
      texts[name.base] = text
    }
    for (base, paths) in clips {
      if paths.count > 1 { faults.append("\(paths.sorted().joined(separator: ", ")) share a name") }
      if texts[base] == nil { faults.append("\(paths[0]) has no \(base).txt") }
      transcripts[paths[0]] = texts[base]
    }
    faults += texts.keys.filter { clips[$0] == nil }.map { "\($0).txt has no clip" }
    try Self.reject(faults.sorted())
    try Self.reject(cost)
    if transcripts.isEmpty { throw DatasetRejection("it has no clip: send pairs of clip and .txt") }
  }

  /// The text without the blanks around it; `nil` if nothing is left or if it is no UTF-8.
  private static func transcript(_ content: Data) -> String? {
    let text = String(bytes: content, encoding: .utf8)?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return text?.isEmpty == false ? text : nil
  }

  private static func reject(_ faults: [String]) throws {
    guard !faults.isEmpty else { return }
    let more = faults.count > 5 ? ["and \(faults.count - 5) more"] : []
    throw DatasetRejection(
      "a clip and a .txt of the same name make a pair: "
        + (faults.prefix(5) + more).joined(separator: "; "))
  }

  private static func reject(_ cost: QuestionCost) throws {
    guard !cost.isBearable else { return }
    throw DatasetRejection(
      "a call compares what is asked with every clip, and these are too many or too large for it: "
        + "\(cost.clipCount) clips of \(cost.clipBytes) bytes together, the largest of "
        + "\(cost.largestClip). Send fewer clips, e.g. \(cost.bearableCount) of that size, or "
        + "smaller ones")
  }
}
