import Foundation

/// A model of the sample: clips with their transcripts, in a directory.
struct ClipLibrary {
  private static let index = "clips.json"
  private static let speech = "clips.bin"

  let clips: [Clip]

  /// The largest recording in bytes that ``nearest(to:)`` can compare within the work of one call.
  let maxRecordingBytes: Int

  private let speech: Data

  /// Opens a library that ``write(_:from:to:)`` has written to a directory. Blocks the thread.
  init(in directory: URL) throws {
    let index = try Data(contentsOf: directory.appendingPathComponent(Self.index))
    clips = try JSONDecoder().decode([Clip].self, from: index)
    speech = try Data(contentsOf: directory.appendingPathComponent(Self.speech))
    var cost = RequestCost()
    for clip in clips { cost.add(clipOf: clip.byteCount) }
    maxRecordingBytes = cost.maxRecordingBytes
  }

  /// The size of the library in memory, in bytes.
  var byteCount: Int { clips.reduce(speech.count) { $0 + $1.transcript.utf8.count } }

  /// Returns the clip that is most similar to `speech`, the first one if there are several; `nil`
  /// if there are no clips. Checks for cancellation before each clip.
  ///
  /// - Throws: ``CompressionError``, `CancellationError`.
  func nearest(to speech: Data) throws -> Match? {
    let compressedByteCount = try CompressedSize.of([speech])
    var nearest: Match?
    for clip in clips {
      try Task.checkCancellation()
      let joint = try CompressedSize.of([bytes(of: clip), speech])
      let distance = CompressionDistance(
        joint: joint, first: clip.compressedByteCount, second: compressedByteCount)
      if nearest.map({ distance < $0.distance }) ?? true {
        nearest = Match(clip: clip, distance: distance)
      }
    }
    return nearest
  }

  private func bytes(of clip: Clip) -> Data {
    speech.dropFirst(clip.offset).prefix(clip.byteCount)
  }
}

extension ClipLibrary {
  /// A clip with its distance from the recording in the request.
  struct Match {
    let clip: Clip
    let distance: CompressionDistance
  }

  /// Writes a library into an empty directory.
  ///
  /// - Parameters:
  ///   - pairs: the transcripts of the clips.
  ///   - dataset: the dataset that contains the clips.
  ///   - directory: the directory.
  ///   - progress: called after each clip with the number of clips that are written.
  static func write(
    _ pairs: ClipPairs, from dataset: ClipDataset, to directory: URL,
    progress: (Int) -> Void = { _ in }
  ) throws {
    let file = directory.appendingPathComponent(speech)
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    var clips: [Clip] = []
    var offset = 0
    try dataset.forEachClip { name, bytes in
      guard let transcript = pairs.transcripts[name] else { return }
      try handle.write(contentsOf: bytes)
      clips.append(
        Clip(
          offset: offset, byteCount: bytes.count,
          compressedByteCount: try CompressedSize.of([bytes]), transcript: transcript))
      offset += bytes.count
      progress(clips.count)
    }
    try handle.close()
    try JSONEncoder().encode(clips).write(to: directory.appendingPathComponent(index))
  }
}
