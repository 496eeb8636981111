/// The bytes of an xz file, which are checked before libarchive gets them.
final class XZSource: ArchiveSource {
  private let file: ArchiveFile
  private var structure = XZStructure()

  init(file: ArchiveFile) {
    self.file = file
  }

  // Without a size libarchive can't seek, so it can't skip bytes before they are checked.
  var byteCount: Int64? { nil }

  var offset: Int64 { file.offset }

  func seek(to offset: Int64) -> Int64? { nil }

  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    let block = try file.nextBlock()
    try structure.read(block)
    return block
  }
}
