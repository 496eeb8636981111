import CArchive
import Foundation

/// Counts the bytes of data that libarchive compresses with LZMA, without keeping the result.
final class CompressedSize {
  private let archive: OpaquePointer
  private var byteCount = 0

  /// Returns the size in bytes of `parts`, concatenated and compressed.
  ///
  /// - Throws: ``CompressionError``
  static func of(_ parts: [Data]) throws(CompressionError) -> Int {
    let size = try CompressedSize()
    for part in parts { try size.add(part) }
    return try size.finish()
  }

  private init() throws(CompressionError) {
    guard let archive = archive_write_new() else {
      throw CompressionError(reason: "out of memory")
    }
    self.archive = archive
    try check(archive_write_add_filter_lzma(archive))
    // Level 2 has a window of 2 MiB.
    try check(archive_write_set_filter_option(archive, "lzma", "compression-level", "2"))
    try check(archive_write_set_format_raw(archive))
    // By default the last block is padded with zeros, which would be counted.
    try check(archive_write_set_bytes_per_block(archive, 0))
    try check(archive_write_set_bytes_in_last_block(archive, 1))
    try open()
  }

  deinit {
    archive_write_free(archive)
  }

  private func open() throws(CompressionError) {
    // Unretained, because libarchive calls back only during calls of this object's methods.
    let context = Unmanaged.passUnretained(self).toOpaque()
    let status = archive_write_open(
      archive, context, nil,
      { _, context, _, count in
        guard let context else { return -1 }
        Unmanaged<CompressedSize>.fromOpaque(context).takeUnretainedValue().byteCount += count
        return count
      }, nil)
    try check(status)
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_filetype(entry, 0o100000)
    try check(archive_write_header(archive, entry))
  }

  private func add(_ data: Data) throws(CompressionError) {
    let written = data.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    guard written == data.count else { throw failure }
  }

  private func finish() throws(CompressionError) -> Int {
    try check(archive_write_close(archive))
    return byteCount
  }

  private func check(_ status: CInt) throws(CompressionError) {
    guard status == ARCHIVE_OK else { throw failure }
  }

  private var failure: CompressionError {
    CompressionError(
      reason: archive_error_string(archive).map { String(cString: $0) } ?? "unknown reason")
  }
}

/// libarchive can't compress, for example because it was built without LZMA.
struct CompressionError: Error {
  let reason: String
}
