import CArchive

/// libarchive's reader, owned: the only place that calls its C API.
///
/// Only the format and the filter asked for are switched on, so libarchive cannot take the bytes for
/// something else, and nothing is ever handed to an external program.
final class ArchiveHandle {
  /// What the bytes of a source are.
  enum Layout: Hashable {
    case zip
    case tar
    /// Bytes to decompress, or to pass on as they are.
    case stream(ArchiveFilter?)
  }

  private let archive: OpaquePointer
  private let entry: OpaquePointer
  private let source: any ArchiveSource
  private var sourceFailure: ArchiveFailure?
  /// Whether libarchive asked for more than the source has.
  private var sourceIsUsedUp = false
  private var data = EntryData.ended

  init(layout: Layout, source: any ArchiveSource) throws(ArchiveFailure) {
    guard let archive = archive_read_new() else { throw .system(.noMemory) }
    guard let entry = archive_entry_new() else {
      archive_read_free(archive)
      throw .system(.noMemory)
    }
    self.archive = archive
    self.entry = entry
    self.source = source
    try enable(layout)
    try open()
  }

  deinit {
    archive_read_free(archive)
    archive_entry_free(entry)
  }

  /// Goes to the next entry and skips what is left of the current one; `nil` at the end.
  func next() throws(ArchiveFailure) -> ArchiveEntryHeader? {
    try ArchiveFailure.checkCancellation()
    let (status, header) = NameLocale.withUTF8 {
      let status = archive_read_next_header2(archive, entry)
      return (status, status == ARCHIVE_OK || status == ARCHIVE_WARN ? self.header : nil)
    }
    // libarchive takes some failures for the end.
    if let sourceFailure { throw sourceFailure }
    if status == ARCHIVE_EOF { return nil }
    guard let header else {
      // An encrypted zip directory hides even the names; libarchive gives up without a reason.
      if archive_entry_is_encrypted(entry) != 0 { throw .archive(EntryTypeRule.encrypted) }
      throw failure(endsWith: .archive)
    }
    data = EntryData()
    return header
  }

  /// The next bytes of the current entry, empty at its end; they stay valid until the next call.
  ///
  /// They are libarchive's own, not a copy; where the entry has a hole they are zeros.
  func readChunk(
    upTo count: Int = .max
  ) throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    try ArchiveFailure.checkCancellation()
    while data.isUsedUp, !data.isAtEnd { try readData() }
    return data.take(upTo: count)
  }

  /// Goes to the end of the current entry; its holes cost nothing.
  func skipData() throws(ArchiveFailure) {
    while !data.isAtEnd { try readData() }
    data = .ended
  }

  private func readData() throws(ArchiveFailure) {
    try ArchiveFailure.checkCancellation()
    var (start, count, offset): (UnsafeRawPointer?, Int, Int64) = (nil, 0, data.position)
    let status = archive_read_data_block(archive, &start, &count, &offset)
    if let sourceFailure { throw sourceFailure }
    guard status >= ARCHIVE_OK else {
      data = .ended
      throw failure(endsWith: status == ARCHIVE_FATAL ? .archive : .entry)
    }
    // What is no file has no holes, whatever size it states.
    if fileType != .regular { offset = data.position }
    let block = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    data.append(block, at: offset, isLast: status == ARCHIVE_EOF)
  }

  /// How many bytes of the source were made use of.
  var consumedBytes: Int64 { archive_filter_bytes(archive, -1) }

  /// How many filters libarchive stacked on the source.
  var filterCount: Int { Int(archive_filter_count(archive)) - 1 }
}

extension ArchiveHandle {
  private func enable(_ layout: Layout) throws(ArchiveFailure) {
    let status =
      switch layout {
      case .zip: archive_read_support_format_zip_seekable(archive)
      case .tar: archive_read_support_format_tar(archive)
      case .stream(nil): archive_read_support_format_raw(archive)
      case .stream(let filter?):
        min(archive_read_support_format_raw(archive), filter.enable(archive))
      }
    guard status == ARCHIVE_OK else { throw .system(.unsupported(layout)) }
    // On macOS libarchive would otherwise hide the entries of AppleDouble files.
    for format in ["zip", "tar"] {
      _ = archive_read_set_format_option(archive, format, "mac-ext", nil)
    }
  }

  private func open() throws(ArchiveFailure) {
    archive_read_set_read_callback(archive) { _, context, block in
      ArchiveHandle.from(context)?.readBlock(block) ?? -1
    }
    if source.byteCount != nil {
      archive_read_set_seek_callback(archive) { _, context, offset, whence in
        ArchiveHandle.from(context)?.seek(offset, whence) ?? Int64(ARCHIVE_FATAL)
      }
    }
    // Unretained: libarchive calls back only from within calls of this object.
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    let status = NameLocale.withUTF8 { archive_read_open1(archive) }
    guard status == ARCHIVE_OK else { throw failure(endsWith: .archive) }
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> ArchiveHandle? {
    context.map { Unmanaged<ArchiveHandle>.fromOpaque($0).takeUnretainedValue() }
  }

  private func readBlock(_ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    do throws(ArchiveFailure) {
      let bytes = try source.nextBlock()
      sourceIsUsedUp = bytes.isEmpty
      block?.pointee = bytes.baseAddress
      return bytes.count
    } catch {
      sourceFailure = error
      return -1
    }
  }

  private func seek(_ offset: Int64, _ whence: CInt) -> Int64 {
    let base: Int64? =
      switch whence {
      case 0: 0
      case 1: source.offset
      default: source.byteCount
      }
    guard let base else { return Int64(ARCHIVE_FATAL) }
    sourceIsUsedUp = false
    let (target, overflow) = base.addingReportingOverflow(offset)
    return (overflow ? nil : source.seek(to: target)) ?? Int64(ARCHIVE_FATAL)
  }

  private var header: ArchiveEntryHeader {
    let name = archive_entry_pathname(entry).map { name in
      var length = 0
      while name[length] != 0 { length += 1 }
      return [UInt8](UnsafeRawBufferPointer(start: name, count: length))
    }
    return ArchiveEntryHeader(
      name: name, type: fileType, isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  /// The type by `AE_IF…`, macros Swift does not import.
  private var fileType: ArchiveEntryHeader.FileType {
    if archive_entry_hardlink(entry) != nil { return .hardLink }
    return switch archive_entry_filetype(entry) {
    case 0o100000: .regular
    case 0o040000: .directory
    case 0o120000: .symbolicLink
    default: .special
    }
  }

  private enum Extent { case archive, entry }

  /// The failure below the last call, or what libarchive says about it.
  private func failure(endsWith extent: Extent) -> ArchiveFailure {
    if let sourceFailure { return sourceFailure }
    return switch extent {
    case .archive where sourceIsUsedUp: .archive(.truncated)
    case .archive: .archive(.unreadable(because: reason))
    case .entry: .entry(.damaged(because: reason))
    }
  }

  /// What libarchive says, which may be nothing.
  private var reason: String {
    let text = archive_error_string(archive).map { String(cString: $0) } ?? ""
    return text.isEmpty ? "its bytes are damaged" : text
  }
}
