import ArgumentParser
import Foundation
import SpeechRecognition

/// The command that writes the coefficients of clips, for `Scripts/lib/learn_projection.py`.
struct Cepstra: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the cepstral coefficients of clips into files beside them.")

  @Argument(help: "A folder that has in `clips` a folder for each voice.")
  var corpus: String

  func run() throws {
    let corpus = Corpus(folder: URL(fileURLWithPath: corpus, isDirectory: true))
    for clip in try corpus.clips(in: "clips") where clip.file.pathExtension == "wav" {
      let recording = try AudioDecoder().decode(Data(contentsOf: clip.file))
      let rows = try FeatureExtractor().cepstra(of: recording)
      let bytes = rows.values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
      let file = clip.file.deletingPathExtension().appendingPathExtension("cepstra")
      try bytes.write(to: file)
    }
  }
}
