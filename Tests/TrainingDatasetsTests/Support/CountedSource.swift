@testable import TrainingDatasets

/// A file that counts the bytes that libarchive reads.
final class CountedSource: ArchiveSource {
  private let file: ArchiveFile
  private(set) var readBytes = 0

  init(_ file: ArchiveFile) {
    self.file = file
  }

  var byteCount: Int64? { file.byteCount }
  var offset: Int64 { file.offset }

  func seek(to offset: Int64) -> Int64? { file.seek(to: offset) }

  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    let block = try file.nextBlock()
    readBytes += block.count
    return block
  }
}
