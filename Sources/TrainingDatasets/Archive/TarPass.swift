/// A pass over a tar, compressed or not.
final class TarPass: ArchivePass {
  private let stream: DecompressedStream
  private let handle: ArchiveHandle
  private var budget: ExpansionBudget

  init(file: ArchiveFile, filter: ArchiveFilter?, limits: InspectionLimits) throws(ArchiveFailure) {
    budget = ExpansionBudget(archiveBytes: file.size, limits: limits)
    stream = try DecompressedStream(file: file, filter: filter, budget: budget)
    handle = try ArchiveHandle(layout: .tar, source: stream)
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

  /// A tar ends with at least one block of zeros and nothing but zeros after it. Without them it was
  /// cut off between two entries: an upload that stopped looks just like that.
  private func checkEnd() throws(ArchiveFailure) {
    let end = handle.consumedBytes
    try stream.drain()
    guard stream.contentEnd <= end else { throw .archive(.trailingData(stream.offset - end)) }
    guard stream.offset - stream.contentEnd >= 512 else { throw .archive(.truncated) }
  }
}
