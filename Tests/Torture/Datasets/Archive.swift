import CArchive
import Foundation

/// Packs files into an archive in memory with libarchive.
enum Archive: CaseIterable {
  case zip
  case tarGzip

  var fileExtension: String {
    switch self {
    case .zip: "zip"
    case .tarGzip: "tar.gz"
    }
  }

  /// Returns an archive of `entries`, in their order.
  func pack(_ entries: some Sequence<(name: String, data: Data)>) throws -> Data {
    guard let archive = archive_write_new() else { throw ArchiveError(reason: "out of memory") }
    defer { archive_write_free(archive) }
    try Self.check(setFormat(of: archive), archive)
    // By default the last block is padded with zeros, which a strict reader rejects.
    try Self.check(archive_write_set_bytes_per_block(archive, 0), archive)
    try Self.check(archive_write_set_bytes_in_last_block(archive, 1), archive)
    var sink = Data()
    try withUnsafeMutablePointer(to: &sink) { sink in
      let status = archive_write_open(
        archive, sink, nil,
        { _, sink, bytes, count in
          guard let sink, let bytes else { return -1 }
          sink.assumingMemoryBound(to: Data.self).pointee
            .append(UnsafeRawBufferPointer(start: bytes, count: count).bindMemory(to: UInt8.self))
          return count
        }, nil)
      try Self.check(status, archive)
      for (name, data) in entries { try Self.add(name, data, to: archive) }
      try Self.check(archive_write_close(archive), archive)
    }
    return sink
  }

  private func setFormat(of archive: OpaquePointer) -> CInt {
    switch self {
    case .zip:
      archive_write_set_format_zip(archive)
    case .tarGzip:
      min(
        archive_write_set_format_gnutar(archive), archive_write_add_filter_gzip(archive),
        archive_write_set_filter_option(archive, "gzip", "compression-level", "1"))
    }
  }

  private static func add(_ name: String, _ data: Data, to archive: OpaquePointer) throws {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, Int64(data.count))
    try check(archive_write_header(archive, entry), archive)
    let written = data.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    try check(written == data.count ? ARCHIVE_OK : ARCHIVE_FATAL, archive)
  }

  private static func check(_ status: CInt, _ archive: OpaquePointer) throws {
    guard status == ARCHIVE_OK else {
      throw ArchiveError(
        reason: archive_error_string(archive).map { String(cString: $0) } ?? "unknown reason")
    }
  }
}

/// An error that explains why an archive could not be written.
struct ArchiveError: Error {
  let reason: String
}
