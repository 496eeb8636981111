import Foundation
import SpeechRecognition

/// A model of the sample: a recogniser in a directory.
enum ClipRecogniser {
  private static let name = "vocabulary.bin"

  /// The file of the recogniser whose directory is given.
  static func file(in directory: URL) -> URL { directory.appendingPathComponent(name) }

  /// Opens the recogniser in a directory. Blocks the thread.
  static func open(in directory: URL) throws -> Recogniser {
    try Recogniser(contentsOf: file(in: directory))
  }
}

extension Recogniser {
  /// Decodes a recording, and recognises what is spoken in it.
  ///
  /// - Throws: `AudioError` if the recording can't be used; `CancellationError`.
  func recognise(_ speech: Data) throws -> Recognition? {
    try recognise(Utterance(AudioDecoder(limits: ClipLimits.audio).decode(speech)))
  }
}
