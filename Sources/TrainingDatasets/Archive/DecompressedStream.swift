import TrainingManifest

/// The decompressed content of a file. Counts every byte against the budget.
///
/// All bytes that the tar reader reads pass through this stream, including headers, padding and
/// skipped data.
final class DecompressedStream: ArchiveSource {
  private(set) var offset: Int64 = 0
  /// The offset after the last byte that isn't zero.
  private(set) var contentEnd: Int64 = 0
  private let file: ArchiveFile
  private let filter: ArchiveFilter?
  private let handle: ArchiveHandle
  private var budget: ExpansionBudget
  /// How many bytes may be read before the next entry must appear; `nil` for any number, while an
  /// entry's data is read or skipped.
  var progressAllowance: Allowance?

  init(file: ArchiveFile, filter: ArchiveFilter?, budget: ExpansionBudget) throws(ArchiveFailure) {
    self.file = file
    self.filter = filter
    self.budget = budget
    file.progressAllowance = .forBlock
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
    try progressAllowance?.spend(block.count)
    file.progressAllowance = .forBlock
    return block
  }

  func allowFurther(_ bytes: UInt64) {
    budget.allowFurther(bytes)
    file.allowance = .furtherInput(bytes)
  }

  /// How many zeros may follow the end of an archive. Tools fill the last record with zeros, and
  /// their records have up to a few MiB.
  static let maxPadding: Int64 = 16 << 20

  /// Reads to the end. Throws if there is anything but zeros from `start` on, if there are too many
  /// zeros, or if the file has bytes after the compressed data.
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

  /// Checks that libarchive recognised the compression. If only the first bytes look like
  /// compressed data, it returns the bytes unchanged.
  private func checkFilters() throws(ArchiveFailure) {
    switch (filter, handle.filterCount) {
    case (nil, 0), (.some, 1): return
    case (.some, 0) where file.size < ArchiveKind.signatureBytes: throw .archive(.truncated)
    case (.some, 0):
      throw .archive(.unreadable(because: "the header of its compressed data is damaged"))
    default: throw .archive(.unreadable(because: "it is compressed more than once"))
    }
  }
}
