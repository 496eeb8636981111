import SpeechRecognition

/// All questions with the same noise.
struct Questions {
  let condition: String

  struct Question {
    /// The phrase that is spoken; `nil` if it isn't in the vocabulary.
    let phrase: String?
    let utterance: Utterance
  }

  private(set) var all: [Question] = []

  init(of corpus: Corpus, _ condition: String) throws {
    self.condition = condition
    for kind in ["known", "unknown"] {
      for clip in try corpus.clips(in: "\(kind)/\(condition)") {
        all.append(
          Question(
            phrase: kind == "known" ? clip.phrase : nil,
            utterance: try Training.utterance(clip.file)))
      }
    }
  }
}
