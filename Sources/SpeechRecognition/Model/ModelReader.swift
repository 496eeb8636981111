import Foundation

/// Reads the file of a model (``ModelFormat``). Nothing in the file is trusted.
struct ModelReader {
  let width: Int
  let threshold: Float
  private(set) var index = VocabularyIndex()

  /// The offset of the rows in the file.
  private(set) var rowsOffset: Int

  private let data: Data

  /// - Throws: ``ModelError`` if the file is damaged, or of another version.
  init(_ data: Data) throws(ModelError) {
    self.data = data
    guard data.count >= ModelFormat.headerBytes, data.starts(with: ModelFormat.magic) else {
      throw Self.damage
    }
    let header = (0..<8).map { Self.number(in: data, at: 8 + 4 * $0) }
    guard header[0] == ModelFormat.version else {
      throw ModelError(
        "the model has version \(header[0]), and this program reads version "
          + "\(ModelFormat.version): train the model again")
    }
    width = Int(header[1])
    threshold = Float(bitPattern: header[6])
    rowsOffset = ModelFormat.headerBytes
    try read(
      clips: Int(header[2]), transcripts: Int(header[3]), rows: Int(header[4]),
      textBytes: Int(header[5]))
  }

  /// All counts are less than 2³², so their sums and products don't overflow.
  private mutating func read(
    clips: Int, transcripts: Int, rows: Int, textBytes: Int
  ) throws(ModelError) {
    let lengths = ModelFormat.headerBytes + 8 * clips
    let text = lengths + 4 * transcripts
    rowsOffset = (text + textBytes + 3) / 4 * 4
    let (values, overflow) = rows.multipliedReportingOverflow(by: 4 * width)
    guard width > 0, width.isMultiple(of: TimeWarp.blockWidth), !overflow,
      data.count - rowsOffset == values
    else {
      throw Self.damage
    }
    try readTranscripts(transcripts, lengths: lengths, text: text..<(text + textBytes))
    for clip in 0..<clips {
      let place = ModelFormat.headerBytes + 8 * clip
      try add(
        rows: Int(Self.number(in: data, at: place)),
        transcript: Int(Self.number(in: data, at: place + 4)))
    }
    guard index.rows == rows else { throw Self.damage }
  }

  private mutating func readTranscripts(
    _ count: Int, lengths: Int, text: Range<Int>
  ) throws(ModelError) {
    var start = text.lowerBound
    for number in 0..<count {
      let end = start + Int(Self.number(in: data, at: lengths + 4 * number))
      guard end <= text.upperBound,
        let transcript = String(bytes: data.dropFirst(start).prefix(end - start), encoding: .utf8)
      else { throw Self.damage }
      index.transcripts.append(transcript)
      start = end
    }
  }

  private mutating func add(rows: Int, transcript: Int) throws(ModelError) {
    guard rows > 0, index.transcripts.indices.contains(transcript) else { throw Self.damage }
    index.clips.append(.init(firstRow: index.rows, rows: rows, transcript: transcript))
  }

  private static let damage = ModelError("the model's file is damaged: train the model again")

  private static func number(in data: Data, at offset: Int) -> UInt32 {
    data.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }
}
