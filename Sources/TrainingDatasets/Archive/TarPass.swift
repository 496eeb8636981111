import TrainingManifest

/// A pass over a plain or compressed tar.
final class TarPass: ArchivePass {
  let stream: DecompressedStream
  private let handle: ArchiveHandle
  private var budget: ExpansionBudget

  init(file: ArchiveFile, filter: ArchiveFilter?, limits: InspectionLimits) throws(ArchiveFailure) {
    budget = ExpansionBudget(archiveBytes: file.size, limits: limits)
    stream = try DecompressedStream(file: file, filter: filter, budget: budget)
    do throws(ArchiveFailure) {
      handle = try ArchiveHandle(layout: .tar, source: stream)
    } catch .archive(.truncated) where stream.offset < ArchiveKind.signatureBytes {
      // The compressed data is complete, because otherwise decompressing it would have failed.
      throw .archive(.unreadable(because: "its content isn't a tar"))
    }
  }

  func next() throws(ArchiveFailure) -> ArchiveEntryHeader? {
    try handle.skipData()
    stream.progressAllowance = .forHeaders
    let header = try handle.next()
    stream.progressAllowance = nil
    if let header { return header }
    try checkEnd()
    return nil
  }

  /// Entries count against a separate budget, because the holes of a sparse file aren't in the
  /// stream.
  func readChunk(upTo count: Int) throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    let chunk = try handle.readChunk(upTo: count)
    try budget.spend(chunk.count)
    return chunk
  }

  func allowFurther(_ bytes: UInt64) {
    budget.allowFurther(bytes)
    stream.allowFurther(bytes)
  }

  var skipsWithoutDecompressing: Bool { false }

  /// Checks that the tar ends with at least one block of zeros, and that only zeros follow. Without
  /// them, the tar may have been cut off between two entries by an incomplete upload.
  private func checkEnd() throws(ArchiveFailure) {
    try stream.drain(from: handle.consumedBytes)
    guard stream.offset - stream.contentEnd >= 512 else { throw .archive(.truncated) }
  }
}
