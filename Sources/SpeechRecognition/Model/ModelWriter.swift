import Foundation

/// Writes the file of a model (``ModelFormat``).
struct ModelWriter {
  let index: VocabularyIndex

  /// The features of all clips.
  let rows: [Float]

  /// The numbers in a row.
  let width: Int

  let threshold: Float

  /// - Throws: errors of the file system; ``ModelError`` if there are more clips than the format
  ///   allows.
  func write(to file: URL) throws {
    var data = try header()
    for clip in index.clips {
      data.append(littleEndian: UInt32(clip.rows))
      data.append(littleEndian: UInt32(clip.transcript))
    }
    for transcript in index.transcripts { data.append(littleEndian: UInt32(transcript.utf8.count)) }
    for transcript in index.transcripts { data.append(contentsOf: transcript.utf8) }
    data.append(Data(count: (4 - data.count % 4) % 4))
    rows.map(\.bitPattern.littleEndian).withUnsafeBytes { data.append(contentsOf: $0) }
    try data.write(to: file)
  }

  private func header() throws(ModelError) -> Data {
    let textBytes = index.transcripts.reduce(0) { $0 + $1.utf8.count }
    var data = Data(ModelFormat.magic)
    data.append(littleEndian: ModelFormat.version)
    for number in [width, index.clips.count, index.transcripts.count, index.rows, textBytes] {
      guard let number = UInt32(exactly: number) else {
        throw ModelError("the clips are too many for a model: train it on fewer")
      }
      data.append(littleEndian: number)
    }
    data.append(littleEndian: threshold.bitPattern)
    data.append(littleEndian: 0)
    return data
  }
}

extension Data {
  fileprivate mutating func append(littleEndian number: UInt32) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
