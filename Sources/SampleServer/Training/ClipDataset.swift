import Foundation
import SpeechRecognition
import TrainingDatasets

/// A dataset of clips and transcripts.
struct ClipDataset {
  let reader: DatasetReader

  /// Reads the archive once, and calls `body` with the path and the content of each file. The
  /// content is `nil` if the file is too large.
  func forEachFile(_ body: (String, Data?) throws -> Void) throws {
    try reader.forEachFile { file in
      try Task.checkCancellation()
      let isTranscript = ClipName(file.name).isTranscript
      let limit = isTranscript ? ClipLimits.maxTranscriptBytes : ClipLimits.audio.maxBytes
      try body(file.name, try Self.content(of: file, upTo: limit))
    }
  }

  private static func content(
    of file: borrowing DatasetEntry, upTo limit: Int
  ) throws(DatasetError) -> Data? {
    do {
      return Data(try file.readAll(upTo: limit))
    } catch  where error.code == .entryTooLarge {
      return nil
    }
  }
}
