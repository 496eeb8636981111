/// An xz file's bytes on their way to libarchive, looked at before it sees them.
final class XZSource: ArchiveSource {
  private let file: ArchiveFile
  private var structure = XZStructure()

  init(file: ArchiveFile) {
    self.file = file
  }

  // Bytes that were passed over would not be looked at.
  var byteCount: Int64? { nil }

  var offset: Int64 { file.offset }

  func seek(to offset: Int64) -> Int64? { nil }

  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    let block = try file.nextBlock()
    try structure.read(block)
    return block
  }
}
