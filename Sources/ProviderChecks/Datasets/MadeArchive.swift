import CArchive
import Foundation

/// Writes an archive with libarchive, to a temporary file.
final class MadeArchive {
  /// A kind of archive that can be written.
  enum Kind: String, CaseIterable, Sendable {
    case zip
    case tarGzip = "tar.gz"
  }

  private let archive: OpaquePointer
  private let file: URL

  init(_ kind: Kind) throws {
    guard let archive = archive_write_new() else {
      throw SubjectError("an archive can't be written: out of memory")
    }
    self.archive = archive
    file = FileManager.default.temporaryDirectory
      .appendingPathComponent("provider-check-\(UUID().uuidString).\(kind.rawValue)")
    try check(
      kind == .zip
        ? archive_write_set_format_zip(archive)
        : min(archive_write_set_format_gnutar(archive), archive_write_add_filter_gzip(archive)))
    try check(archive_write_open_filename(archive, file.path))
  }

  deinit {
    archive_write_free(archive)
    try? FileManager.default.removeItem(at: file)
  }

  /// Adds a regular file.
  func add(_ name: String, _ bytes: [UInt8]) throws {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, Int64(bytes.count))
    try check(archive_write_header(archive, entry))
    let written = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    try check(written == bytes.count ? ARCHIVE_OK : ARCHIVE_FATAL)
  }

  /// Completes the archive.
  func finish() throws -> Data {
    try check(archive_write_close(archive))
    return try Data(contentsOf: file)
  }

  private func check(_ status: CInt) throws {
    guard status >= ARCHIVE_WARN else {
      let reason = archive_error_string(archive).map { String(cString: $0) } ?? "unknown reason"
      throw SubjectError("an archive can't be written: \(reason)")
    }
  }
}
