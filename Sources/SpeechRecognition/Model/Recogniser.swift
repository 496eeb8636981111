public import Foundation

/// Recognises words and short phrases of a small vocabulary: it finds the clip that is most like a
/// recording, whoever speaks and however fast.
///
/// Utterances are compared by mel-frequency cepstra and their changes with dynamic time warping. A
/// ``VocabularyTrainer`` makes the file. It is mapped into memory, so that the system can drop what
/// isn't used.
public struct Recogniser: Sendable {
  private let data: Data
  private let index: VocabularyIndex
  private let rowsOffset: Int
  private let threshold: Float
  private let width: Int

  /// Opens a model.
  ///
  /// - Parameter file: a file that ``VocabularyTrainer/write(to:)`` has written. It may be removed,
  ///   but not be changed, while the recogniser exists.
  /// - Throws: ``ModelError`` if the file is damaged or was written by another version; errors of
  ///   the file system.
  public init(contentsOf file: URL) throws {
    data = try Data(contentsOf: file, options: .alwaysMapped)
    let reader = try ModelReader(data)
    guard reader.width == FeatureSettings().width else {
      throw ModelError("the model's features are of another kind: train the model again")
    }
    (index, rowsOffset) = (reader.index, reader.rowsOffset)
    (width, threshold) = (reader.width, reader.threshold)
  }

  /// The number of clips.
  public var clipCount: Int { index.clips.count }

  /// The transcripts, each once.
  public var transcripts: [String] { index.transcripts }

  /// The size of the model in bytes.
  public var byteCount: Int { data.count }

  /// Finds the clip that is most like an utterance. Checks for cancellation about every
  /// millisecond.
  ///
  /// - Returns: what was heard; `nil` if the utterance is much shorter or longer than every clip.
  /// - Throws: `CancellationError`.
  public func recognise(_ utterance: Utterance) throws -> Recognition? {
    let match = try utterance.features.withRows { utterance in
      try withRows { rows in
        let search = VocabularySearch(
          index: index, rows: rows, warp: TimeWarp(width: width))
        return try search.match(utterance, among: search.candidates(for: utterance))
      }
    }
    guard let match = match?.flatMap(\.self)?.flatMap(\.self) else { return nil }
    return Recognition(
      transcript: index.transcripts[match.transcript], isAccepted: match.doubt <= threshold,
      distance: match.distance, doubt: match.doubt)
  }

  private func withRows<T>(_ body: (FrameRows) throws -> T) throws -> T? {
    try data.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let first = (start + rowsOffset).assumingMemoryBound(to: Float.self)
      return try body(
        FrameRows(first: first, count: index.rows, stride: width))
    }
  }
}
