import CArchive

/// A reader of libarchive. Only this type and ``ArchiveFilter`` call libarchive's C API.
///
/// It enables only the requested format and filter, so libarchive can't interpret the bytes as
/// another format, and never passes data to an external program.
final class ArchiveHandle {
  /// The format of a source's bytes.
  enum Layout: Hashable {
    case zip
    case tar
    /// Bytes to decompress or, without a filter, to return unchanged.
    case stream(ArchiveFilter?)
  }

  private let archive: OpaquePointer
  private let entry: OpaquePointer
  private let source: any ArchiveSource
  private var sourceFailure: ArchiveFailure?
  /// Whether libarchive has read to the end of the source.
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

  /// Skips the rest of the current entry and returns the next one; `nil` at the end.
  func next() throws(ArchiveFailure) -> ArchiveEntryHeader? {
    try ArchiveFailure.checkCancellation()
    let (status, header) = NameLocale.withUTF8 {
      let status = archive_read_next_header2(archive, entry)
      return (status, status == ARCHIVE_OK || status == ARCHIVE_WARN ? self.header : nil)
    }
    // libarchive reports some failures as the end of the archive.
    if let sourceFailure { throw sourceFailure }
    if status == ARCHIVE_EOF { return nil }
    guard let header else {
      // In an encrypted zip directory even the names are hidden, and libarchive fails without a
      // reason.
      if archive_entry_is_encrypted(entry) != 0 { throw .archive(EntryTypeRule.encrypted) }
      throw failure(endsWith: .archive)
    }
    data = EntryData()
    return header
  }

  /// Returns the next bytes of the current entry; none at its end. They are valid until the next
  /// call.
  ///
  /// The bytes are libarchive's buffer, not a copy. Holes in the entry are returned as zeros.
  func readChunk(
    upTo count: Int = .max
  ) throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    try ArchiveFailure.checkCancellation()
    while data.isUsedUp, !data.isAtEnd { try readData() }
    return data.take(upTo: count)
  }

  /// Skips the rest of the current entry, without producing the zeros of its holes.
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
    // Only regular files have holes, whatever size other entries claim.
    if fileType != .regular { offset = data.position }
    let block = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    data.append(block, at: offset, isLast: status == ARCHIVE_EOF)
  }

  /// How many bytes of the source were consumed.
  var consumedBytes: Int64 { archive_filter_bytes(archive, -1) }

  /// How many filters libarchive applies to the source.
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
    // Without this option, libarchive hides the entries of AppleDouble files on macOS.
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
    // Unretained, because libarchive calls back only during calls of this object's methods.
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

  /// The entry's type. The numbers are the macros `AE_IF…`, which Swift doesn't import.
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

  /// The failure of the source during the last call, or libarchive's own error.
  private func failure(endsWith extent: Extent) -> ArchiveFailure {
    if let sourceFailure { return sourceFailure }
    return switch extent {
    case .archive where sourceIsUsedUp: .archive(.truncated)
    case .archive: .archive(.unreadable(because: reason))
    case .entry: .entry(.damaged(because: reason))
    }
  }

  /// libarchive's error message, or a general one if it is empty.
  private var reason: String {
    let text = archive_error_string(archive).map { String(cString: $0) } ?? ""
    return text.isEmpty ? "its bytes are damaged" : text
  }
}
