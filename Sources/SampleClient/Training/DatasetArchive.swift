import CArchive
import Foundation

/// Packs a folder into an archive with libarchive.
enum DatasetArchive: String, CaseIterable {
  case zip
  case tarGzip = "tar.gz"

  /// Writes an archive of the regular files directly in `folder`, sorted by name.
  ///
  /// - Throws: ``ArchiveError``; errors of the file system.
  func pack(_ folder: URL, into file: URL) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    guard let archive = archive_write_new() else { throw ArchiveError(reason: "out of memory") }
    defer { archive_write_free(archive) }
    try Self.check(setFormat(of: archive), archive)
    try Self.check(archive_write_open_filename(archive, file.path), archive)
    for name in names {
      try Self.add(name, Data(contentsOf: folder.appendingPathComponent(name)), to: archive)
    }
    try Self.check(archive_write_close(archive), archive)
  }

  private func setFormat(of archive: OpaquePointer) -> CInt {
    switch self {
    case .zip:
      archive_write_set_format_zip(archive)
    case .tarGzip:
      min(archive_write_set_format_gnutar(archive), archive_write_add_filter_gzip(archive))
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
