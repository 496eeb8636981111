import Foundation
import SpeechRecognition
import TrainingProvider

/// The clips of a dataset with their transcripts. A clip and a `.txt` file with the same base name
/// form a pair, for example `home/on.mp3` and `home/on.txt`.
struct ClipPairs {
  /// A clip that was heard.
  struct Pair {
    let path: String
    let utterance: Utterance
    let transcript: String
  }

  /// The pairs, sorted by path.
  let pairs: [Pair]

  /// Hears and pairs the files of a dataset.
  ///
  /// - Parameters:
  ///   - dataset: the dataset.
  ///   - heard: called after each clip with the number of clips so far.
  /// - Throws: `DatasetRejection` if files aren't sound or don't form pairs, or if there are too
  ///   many clips; errors of reading the archive.
  init(of dataset: ClipDataset, heard: (Int) throws -> Void = { _ in }) throws {
    var files = ClipFiles()
    try dataset.forEachFile { path, content in
      try files.add(path, content)
      try heard(files.clipCount)
    }
    pairs = try files.pairs()
  }

  /// A trainer to which all clips have been added.
  var trainer: VocabularyTrainer {
    var trainer = VocabularyTrainer()
    for pair in pairs { trainer.add(pair.utterance, transcript: pair.transcript) }
    return trainer
  }
}
