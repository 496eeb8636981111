import Foundation
import SpeechRecognition

/// How many questions were answered rightly.
struct Judgement {
  let condition: String

  /// An answer to a question. `heard` is `nil` if nothing was accepted.
  struct Answer {
    /// The phrase that was asked; `nil` if it is unknown to the model.
    let spoken: String?
    let heard: String?

    /// The nearest phrase, accepted or not.
    let nearest: String?
  }

  private(set) var answers: [Answer] = []

  init(condition: String) {
    self.condition = condition
  }

  /// Asks all questions of a condition.
  init(of recogniser: Recogniser, _ questions: Questions) throws {
    condition = questions.condition
    answers = try questions.all.map { question in
      let heard = try recogniser.recognise(question.utterance)
      return Answer(
        spoken: question.phrase, heard: heard.flatMap { $0.isAccepted ? $0.transcript : nil },
        nearest: heard?.transcript)
    }
  }

  mutating func add(_ other: Judgement) { answers += other.answers }

  static let header = """
    | noise | questions | nearest is right | right | wrong | rejected | unknown | accepted |
    | --- | --: | --: | --: | --: | --: | --: | --: |
    """

  /// A row of a table.
  var row: String {
    let known = answers.filter { $0.spoken != nil }
    let unknown = answers.filter { $0.spoken == nil }
    let cells = [
      condition, "\(known.count)", Self.percent(known) { $0.nearest == $0.spoken },
      Self.percent(known) { $0.heard == $0.spoken },
      Self.percent(known) { $0.heard != nil && $0.heard != $0.spoken },
      Self.percent(known) { $0.heard == nil }, "\(unknown.count)",
      Self.percent(unknown) { $0.heard != nil },
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private static func percent(_ answers: [Answer], _ isCounted: (Answer) -> Bool) -> String {
    String(format: "%.1f %%", 100 * Double(answers.count(where: isCounted)) / Double(answers.count))
  }
}
