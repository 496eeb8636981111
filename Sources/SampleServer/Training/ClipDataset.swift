import Foundation
import TrainingDatasets

/// A dataset of clips and transcripts. Each function reads the whole archive once.
struct ClipDataset {
  let reader: DatasetReader

  /// Calls `body` with the path and the content of each clip, except for those that are too large.
  func forEachClip(_ body: (String, Data) throws -> Void) throws {
    try forEachFile { path, content in
      guard let content, !ClipName(path).isTranscript else { return }
      try body(path, content)
    }
  }

  /// Calls `body` with the path and the content of each file. The content is `nil` if the file is
  /// too large.
  func forEachFile(_ body: (String, Data?) throws -> Void) throws {
    try reader.forEachFile { file in
      try Task.checkCancellation()
      let isTranscript = ClipName(file.name).isTranscript
      let limit = isTranscript ? ClipLimits.maxTranscriptBytes : ClipLimits.maxClipBytes
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
