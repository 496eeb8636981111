import ArgumentParser
import Foundation
import SpeechRecognition

/// The command that judges.
struct Judge: ParsableCommand {
  /// What is judged: training on all voices, training on one, and the time of a question.
  enum Table: String, CaseIterable, ExpressibleByArgument {
    case voices, voice, times
  }

  static let configuration = CommandConfiguration(
    abstract:
      "Judges the recogniser by a folder of clips that Scripts/benchmark-recognition speaks.")

  @Argument(help: "The folder with the clips.")
  var corpus: String

  @Option(parsing: .upToNextOption, help: "The tables to print.")
  var tables = Table.allCases

  @Option(help: "The file for the confusion matrix.")
  var svg = ".build/confusion.svg"

  func run() throws {
    let corpus = Corpus(folder: URL(fileURLWithPath: corpus, isDirectory: true))
    let clips = try corpus.clips(in: "train")
    let questions = try corpus.conditions.map { try Questions(of: corpus, $0) }
    for table in tables {
      switch table {
      case .voices: try printAccuracy(trainedOnAll: clips, questions)
      case .voice: try printAccuracy(trainedOnOneVoice: clips, questions)
      case .times: try printLatency(clips, corpus)
      }
    }
  }

  private func printAccuracy(
    trainedOnAll clips: [Corpus.Clip], _ questions: [Questions]
  ) throws {
    let recogniser = try Training.recogniser(on: clips)
    let voices = Set(clips.map(\.voice)).count
    print("\nTrained on \(recogniser.clipCount) clips of \(voices) voices:\n")
    print(Judgement.header)
    var matrix = ConfusionMatrix(phrases: recogniser.transcripts)
    for questions in questions {
      let judgement = try Judgement(of: recogniser, questions)
      print(judgement.row)
      matrix.add(judgement)
    }
    try Data(ConfusionPicture(matrix: matrix).svg.utf8).write(to: URL(fileURLWithPath: svg))
  }

  /// Each voice in turn is the only one to train on.
  private func printAccuracy(
    trainedOnOneVoice clips: [Corpus.Clip], _ questions: [Questions]
  ) throws {
    print("\nTrained on one voice, the means of all voices to train on:\n")
    print(Judgement.header)
    let recognisers = try Set(clips.map(\.voice)).sorted().map { voice in
      try Training.recogniser(on: clips.filter { $0.voice == voice })
    }
    for questions in questions {
      var sum = Judgement(condition: questions.condition)
      for recogniser in recognisers { sum.add(try Judgement(of: recogniser, questions)) }
      print(sum.row)
    }
  }

  private func printLatency(_ clips: [Corpus.Clip], _ corpus: Corpus) throws {
    print("\nThe time of one question, on one core:\n")
    print(Latency.header)
    let all = clips + (try corpus.clips(in: "more"))
    let questions = try corpus.clips(in: "known/clean").map { try Data(contentsOf: $0.file) }
    for count in [100, 200, 500, 1_000] {
      // The clips of all phrases and voices alternate, so that any number of them has most.
      let chosen = (0..<count).map { all[$0 * all.count / count] }
      print(try Latency(of: questions, with: chosen).row)
    }
  }
}
