import TrainingManifest

/// A pass over a tar, compressed or not.
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
      // The compressed data is complete, or else decompressing it had failed.
      throw .archive(.unreadable(because: "what it holds is not a tar"))
    }
  }

  func next() throws(ArchiveFailure) -> ArchiveEntryHeader? {
    try handle.skipData()
    stream.patience = .forHeaders
    let header = try handle.next()
    stream.patience = nil
    if let header { return header }
    try checkEnd()
    return nil
  }

  /// Entries have a budget of their own: the holes of a sparse file are in no stream.
  func readChunk(upTo count: Int) throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    let chunk = try handle.readChunk(upTo: count)
    try budget.spend(chunk.count)
    return chunk
  }

  func allowFurther(_ bytes: UInt64) {
    budget.allowFurther(bytes)
    stream.allowFurther(bytes)
  }

  var passesOverForFree: Bool { false }

  /// A tar ends with at least one block of zeros and nothing but zeros after it. Without them it was
  /// cut off between two entries: an upload that stopped looks just like that.
  private func checkEnd() throws(ArchiveFailure) {
    try stream.drain(from: handle.consumedBytes)
    guard stream.offset - stream.contentEnd >= 512 else { throw .archive(.truncated) }
  }
}
