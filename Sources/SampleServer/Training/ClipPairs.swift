import Foundation
import TrainingProvider

/// The clips of a dataset with their transcripts. A clip and a `.txt` file with the same base name
/// form a pair, for example `home/on.mp3` and `home/on.txt`.
struct ClipPairs {
  /// The transcripts by the clips' paths.
  private(set) var transcripts: [String: String] = [:]

  /// Pairs the files of a dataset.
  ///
  /// - Throws: `DatasetRejection` if files don't form pairs, or if the clips are too many or too
  ///   large for one call; errors of reading the archive.
  init(of dataset: ClipDataset) throws {
    var texts: [String: String] = [:]
    var clips: [String: [String]] = [:]
    var faults: [String] = []
    var cost = RequestCost()
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
    if transcripts.isEmpty {
      throw DatasetRejection(
        "the dataset has no clip: send clips with .txt files")
    }
  }

  /// The text without surrounding whitespace; `nil` if it is empty or isn't UTF-8.
  private static func transcript(_ content: Data) -> String? {
    let text = String(bytes: content, encoding: .utf8)?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return text?.isEmpty == false ? text : nil
  }

  private static func reject(_ faults: [String]) throws {
    guard !faults.isEmpty else { return }
    let more = faults.count > 5 ? ["and \(faults.count - 5) more"] : []
    throw DatasetRejection(
      "each clip needs a .txt file of the same name, and the other way round: "
        + (faults.prefix(5) + more).joined(separator: "; "))
  }

  private static func reject(_ cost: RequestCost) throws {
    guard !cost.isWithinBudget else { return }
    throw DatasetRejection(
      "a call compares a recording with every clip, and these are too many or too large for that: "
        + "\(cost.clipCount) clips with \(cost.clipBytes) bytes in total, the largest with "
        + "\(cost.largestClip). Send fewer clips, for example \(cost.maxClipCount) of that size, "
        + "or "
        + "smaller ones")
  }
}
