import Foundation
import SpeechRecognition

/// How long a model takes to answer.
struct Latency {
  private let clips: Int
  private let bytes: Int
  private let training: Duration
  private var times: [Duration] = []

  /// Decodes and asks each question.
  init(of questions: [Data], with clips: [Corpus.Clip]) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let recogniser = try Training.recogniser(on: clips)
    training = clock.now - start
    self.clips = recogniser.clipCount
    bytes = recogniser.byteCount
    for question in questions {
      times.append(
        try clock.measure {
          _ = try recogniser.recognise(Utterance(AudioDecoder().decode(question)))
        })
    }
    times.sort()
  }

  static let header = """
    | clips | model | training | median | 99 % | slowest |
    | --: | --: | --: | --: | --: | --: |
    """

  /// A row of a table.
  var row: String {
    let cells = [
      "\(clips)", String(format: "%.1f MiB", Double(bytes) / Double(1 << 20)),
      String(format: "%.1f s", training / .seconds(1)), Self.milliseconds(times[times.count / 2]),
      Self.milliseconds(times[times.count * 99 / 100]), Self.milliseconds(times[times.count - 1]),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private static func milliseconds(_ time: Duration) -> String {
    String(format: "%.1f ms", time / .milliseconds(1))
  }
}
