import Foundation
import SpeechRecognition
import TrainingProvider

/// The files of a dataset, collected one by one, with what is wrong with them.
struct ClipFiles {
  private var texts: [String: String] = [:]
  private var clips: [String: [(path: String, utterance: Utterance?)]] = [:]
  private var faults: [String] = []
  private var seconds = 0.0

  /// How many clips there are.
  private(set) var clipCount = 0

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - path: the path in the dataset.
  ///   - content: the content; `nil` if it is too large.
  /// - Throws: `DatasetRejection` if there are too many clips.
  mutating func add(_ path: String, _ content: Data?) throws {
    let name = ClipName(path)
    guard let content, !content.isEmpty else {
      return faults.append("\(path) \(content == nil ? "is too large" : "is empty")")
    }
    guard name.isTranscript else {
      let utterance = try hear(path, content)
      return clips[name.base, default: []].append((path, utterance))
    }
    guard let text = Self.transcript(content) else {
      return faults.append("\(path) has to be text in UTF-8")
    }
    texts[name.base] = text
  }

  /// Returns the pairs, sorted by path.
  ///
  /// - Throws: `DatasetRejection` if something is wrong with the files.
  func pairs() throws -> [ClipPairs.Pair] {
    var pairs: [ClipPairs.Pair] = []
    var faults = faults
    for (base, clips) in clips {
      if clips.count > 1 {
        faults.append("\(clips.map(\.path).sorted().joined(separator: ", ")) share a name")
      }
      guard let text = texts[base] else {
        faults.append("\(clips[0].path) has no \(base).txt")
        continue
      }
      guard let utterance = clips[0].utterance else { continue }
      pairs.append(.init(path: clips[0].path, utterance: utterance, transcript: text))
    }
    for base in texts.keys where clips[base] == nil { faults.append("\(base).txt has no clip") }
    if clips.isEmpty { faults.append("the dataset has no clip") }
    try Self.reject(faults.sorted())
    return pairs.sorted { $0.path < $1.path }
  }

  private mutating func hear(_ path: String, _ content: Data) throws -> Utterance? {
    clipCount += 1
    do {
      let recording = try AudioDecoder(limits: ClipLimits.audio).decode(content)
      seconds += recording.seconds
      try checkTotals()
      return try Utterance(recording)
    } catch let error as AudioError {
      faults.append("\(path) \(error)")
      return nil
    }
  }

  private func checkTotals() throws {
    guard clipCount <= ClipLimits.maxClips, seconds <= ClipLimits.maxTotalSeconds else {
      throw DatasetRejection(
        "a call compares a recording with every clip, and these are too many for that: send at "
          + "most \(ClipLimits.maxClips) clips with \(Int(ClipLimits.maxTotalSeconds)) s in total")
    }
  }

  private static func transcript(_ content: Data) -> String? {
    let text = String(bytes: content, encoding: .utf8)?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return text?.isEmpty == false ? text : nil
  }

  private static func reject(_ faults: [String]) throws {
    guard !faults.isEmpty else { return }
    let more = faults.count > 5 ? ["and \(faults.count - 5) more"] : []
    throw DatasetRejection(
      "each clip has to be sound with speech, and needs a .txt file of the same name with its "
        + "transcript: " + (faults.prefix(5) + more).joined(separator: "; "))
  }
}
