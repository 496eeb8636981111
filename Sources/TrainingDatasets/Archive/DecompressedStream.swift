import TrainingManifest

/// What a file holds once it is decompressed, counted against the budget.
///
/// Every byte the tar reader sees comes through here: headers, padding and what it skips too.
final class DecompressedStream: ArchiveSource {
  private(set) var offset: Int64 = 0
  /// The offset after the last byte that is not zero.
  private(set) var contentEnd: Int64 = 0
  private let file: ArchiveFile
  private let filter: ArchiveFilter?
  private let handle: ArchiveHandle
  private var budget: ExpansionBudget
  /// How many bytes may be read without an entry; while data is read or passed over, any number.
  var patience: Allowance?

  init(file: ArchiveFile, filter: ArchiveFilter?, budget: ExpansionBudget) throws(ArchiveFailure) {
    self.file = file
    self.filter = filter
    self.budget = budget
    file.patience = .forBlock
    let source: any ArchiveSource = filter == .xz ? XZSource(file: file) : file
    handle = try ArchiveHandle(layout: .stream(filter), source: source)
    _ = try handle.next()
    try checkFilters()
  }

  var byteCount: Int64? { nil }

  func seek(to offset: Int64) -> Int64? { nil }

  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    let block: UnsafeRawBufferPointer
    do throws(ArchiveFailure) {
      block = try handle.readChunk()
    } catch .entry(let finding) {
      throw .archive(.unreadable(because: finding.message))
    }
    if let last = block.lastIndex(where: { $0 != 0 }) { contentEnd = offset + Int64(last) + 1 }
    offset += Int64(block.count)
    try budget.spend(block.count)
    try patience?.spend(block.count)
    file.patience = .forBlock
    return block
  }

  func allowFurther(_ bytes: UInt64) {
    budget.allowFurther(bytes)
    file.allowance = .furtherInput(bytes)
  }

  /// How many zeros may follow the end of an archive: what fills its last record, which tools write in
  /// pieces of up to some MiB.
  static let maxPadding: Int64 = 16 << 20

  /// Reads to the end, and refuses anything but zeros from `start` on, more of them than fill a record,
  /// and bytes in the file that belong to no compressed data.
  func drain(from start: Int64) throws(ArchiveFailure) {
    repeat {
      guard contentEnd <= start, offset - start <= Self.maxPadding else {
        throw .archive(.trailingContent)
      }
    } while try !nextBlock().isEmpty
    guard filter == nil || handle.consumedBytes == file.size else {
      throw .archive(.trailingData(file.size - handle.consumedBytes))
    }
  }

  /// libarchive takes what begins like compressed data and does not go on like it for data as it is.
  private func checkFilters() throws(ArchiveFailure) {
    switch (filter, handle.filterCount) {
    case (nil, 0), (.some, 1): return
    case (.some, 0) where file.size < ArchiveKind.signatureBytes: throw .archive(.truncated)
    case (.some, 0):
      throw .archive(.unreadable(because: "the header of its compression is damaged"))
    default: throw .archive(.unreadable(because: "it is compressed more than once"))
    }
  }
}
