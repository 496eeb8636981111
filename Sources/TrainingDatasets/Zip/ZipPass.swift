/// A pass over the entries that a zip's directory lists, as Python's zipfile reads them.
final class ZipPass: ArchivePass {
  private let file: ArchiveFile
  private let directory: ZipDirectory
  /// `nil` for a zip without entries, which libarchive considers damaged.
  private let handle: ArchiveHandle?
  private var budget: ExpansionBudget
  /// How many more bytes of entries' data may be read. Headers don't count.
  private var allowance: Allowance?
  private var entryCount: UInt64 = 0
  private var current: ZipSpan?

  init(file: ArchiveFile, limits: InspectionLimits) throws(ArchiveFailure) {
    self.file = file
    let end = try ZipEnd(of: file)
    directory = try ZipDirectory(of: file, end: end, maxEntries: limits.maxEntries)
    // libarchive searches for the end record only in the last 16 KiB. Without the comment, it
    // always finds the record, and the same one as here.
    file.visibleSize = end.offset + Int64(ZipEnd.byteCount)
    handle = directory.entryCount == 0 ? nil : try ArchiveHandle(layout: .zip, source: file)
    budget = ExpansionBudget(archiveBytes: file.size, limits: limits)
  }

  func next() throws(ArchiveFailure) -> ArchiveEntryHeader? {
    if var header = try handle?.next(), entryCount < directory.entryCount {
      let span = directory.spans[Int(entryCount)]
      header.refusedCompression = span.needsTooMuchMemory ? span.method.description : nil
      header.hasHiddenContent = header.type == .directory && span.hasContent
      entryCount += 1
      current = span
      return header
    }
    guard entryCount == directory.entryCount else {
      throw .archive(
        .directory(
          "its directory lists \(directory.entryCount) entries, but only \(entryCount) can be "
            + "read"))
    }
    return nil
  }

  func readChunk(upTo count: Int) throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    guard current?.isEmpty != true, let handle else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    file.allowance = allowance
    defer { (allowance, file.allowance) = (file.allowance, nil) }
    let chunk = try handle.readChunk(upTo: count)
    try budget.spend(chunk.count)
    return chunk
  }

  func allowFurther(_ bytes: UInt64) {
    budget.allowFurther(bytes)
    allowance = .furtherInput(bytes)
  }

  var skipsWithoutDecompressing: Bool { true }
}
